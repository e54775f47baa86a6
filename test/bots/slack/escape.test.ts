import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapedLabel, escapedText, escapeText, unescapeText } from '../../../bots/slack/escape.ts';
import { renderView } from '../../../bots/slack/render.ts';
import { validateBlocks } from '../../../bots/slack/validate-blocks.ts';
import { aView } from '../../fixtures/view-parts.ts';
import { refusalOf } from '../../stand-ins/slack/block-rules.ts';

const anything = oneof(
  string({ unit: 'grapheme', maxLength: 400 }),
  string({ unit: 'binary', maxLength: 400 }),
  array(constantFrom('&', '<', '>', '&amp;', 'x', '👩🏽‍💻', ' '), { maxLength: 400 }).map((parts) => parts.join('')),
);

describe('a text escaped for Slack', () => {
  test('comes back as it was', () => {
    assert(
      property(anything, (text) => {
        expect(unescapeText(escapeText(text))).toBe(text);
      }),
    );
  });

  test('is never longer than its place and never ends inside an entity', () => {
    assert(
      property(anything, integer({ min: 40, max: 200 }), (text, limit) => {
        for (const escaped of [escapedLabel(text, limit), escapedText(text, limit)]) {
          expect(escaped.length).toBeLessThanOrEqual(limit);
          expect(escaped).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        }
      }),
    );
  });

  test('makes a message that Slack takes, whatever it is', () => {
    assert(
      property(array(anything, { minLength: 3, maxLength: 12 }), ([title = '', name = '', ...rest]) => {
        const { blocks } = renderView(
          aView({
            title,
            blocks: [
              { kind: 'facts', facts: [{ label: name, value: rest }] },
              { kind: 'list', items: rest.map((text) => [text]), total: rest.length },
              { kind: 'table', columns: [name, title], rows: rest.map((text) => [text, { code: text }]), total: 99 },
              { kind: 'note', text: rest },
            ],
          }),
        );

        expect(validateBlocks(blocks)).toEqual([]);
        expect(refusalOf(blocks)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});
