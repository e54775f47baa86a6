import { describe, expect, test } from 'vitest';
import { renderView, type SlackMessage } from '../../../bots/slack/render.ts';
import { validateBlocks } from '../../../bots/slack/validate-blocks.ts';
import { rendererContract } from '../../contracts/renderer-contract.ts';
import { aView, MOMENT, runAction } from '../../fixtures/view-parts.ts';
import { refusalOf } from '../../stand-ins/slack/block-rules.ts';
import {
  addressesOf,
  buttonsOf,
  markedUpStrings,
  rawStrings,
  readableText,
  unescaped,
} from '../../stand-ins/slack/read-blocks.ts';

rendererContract<SlackMessage>({
  name: 'Slack',
  render: renderView,
  textOf: ({ blocks }) => readableText(blocks),
  fallbackOf: ({ text }) => unescaped(text),
  validate: ({ blocks }) => [...validateBlocks(blocks), ...refusalsOfTheStandIn(blocks)],
  actionsOf: (message) => buttonsOf(message).map(({ target }) => target),
  isInert: ({ text, blocks }, hostile) =>
    markedUpStrings(blocks).length === 0 &&
    !addressesOf(blocks).some((address) => address === hostile || address.includes('evil.example')) &&
    !rawStrings([text, ...blocks]).some((string) => /[<>]/.test(string) || /&(?!amp;|lt;|gt;)/.test(string)),
});

describe('a view in Slack', () => {
  test('shows a moment in the time zone of each reader, and in UTC where a client cannot', () => {
    const { blocks } = renderView(aView({ blocks: [{ kind: 'text', text: [{ moment: MOMENT }] }] }));

    expect(blocks[1]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            {
              type: 'date',
              timestamp: 1_795_356_300,
              format: '{date_short} at {time}',
              fallback: '22 Nov 2026, 14:05 UTC',
            },
          ],
        },
      ],
    });
  });

  test('numbers its buttons and carries nothing but the id of a stored action', () => {
    const view = aView({ actions: [runAction('Approve EUR 90.10', 1, 'primary'), runAction('Reject', 2, 'danger')] });

    const { blocks } = renderView(view);

    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'press:0', style: 'primary', accessibility_label: 'Approve EUR 90.10', text: { emoji: false } },
        { action_id: 'press:1', style: 'danger' },
      ],
    });
    expect(buttonsOf({ text: '', blocks }).map(({ target }) => target)).toEqual(
      view.actions.map((action) => (action.kind === 'run' ? action.does : '')),
    );
  });

  test('spends at most 9,000 characters on texts, escapes included', () => {
    const text = '&'.repeat(5000);

    const { blocks } = renderView(
      aView({
        blocks: [
          { kind: 'text', text: [text] },
          { kind: 'text', text: [text] },
        ],
      }),
    );

    const spent = rawStrings(blocks.slice(1))
      .filter((string) => string.includes('&'))
      .join('');
    expect(spent.length).toBeLessThanOrEqual(9000);
    expect(readableText(blocks)).toContain('(shortened)');
    expect(readableText(blocks)).toContain('Showing 1 of 2 parts.');
  });

  test('turns a second table into a list that names its columns', () => {
    const table = { kind: 'table', columns: ['Type', 'Used'], rows: [['Sync Only', '12']], total: 1 } as const;

    const { blocks } = renderView(aView({ blocks: [table, table] }));

    expect(blocks.map(({ type }) => type)).toEqual(['header', 'table', 'rich_text']);
    expect(readableText(blocks.slice(2))).toBe('Type: Sync Only; Used: 12');
  });
});

function refusalsOfTheStandIn(blocks: SlackMessage['blocks']): readonly string[] {
  const refusal = refusalOf(blocks);
  return refusal === undefined ? [] : [refusal];
}
