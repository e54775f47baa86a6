import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  formFromJson,
  formToJson,
  replyFromJson,
  replyToJson,
  viewFromJson,
  viewToJson,
} from '../../../core/views/view-codec.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { FORMS, REPLIES } from '../../fixtures/replies.ts';
import { aTextView, DATE, eur, MOMENT } from '../../fixtures/view-parts.ts';
import { VIEWS } from '../../fixtures/views.ts';
import { anyForm, anyView } from './view-arbitraries.ts';

describe('what is stored', () => {
  test('any view survives JSON', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(comparable(viewFromJson(throughText(viewToJson(view))))).toEqual(comparable(view));
      }),
    );
  });

  test('any form survives JSON', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(comparable(formFromJson(throughText(formToJson(form))))).toEqual(comparable(form));
      }),
    );
  });

  test.each(Object.entries<SealedView>(VIEWS))('the view %s survives JSON', (_name, view) => {
    expect(viewFromJson(throughText(viewToJson(view)))).toEqual(view);
  });

  test.each(Object.entries(FORMS))('the form %s survives JSON', (_name, form) => {
    expect(formFromJson(throughText(formToJson(form)))).toEqual(form);
  });

  test.each(Object.entries(REPLIES))('a %s reply survives JSON', (_name, reply) => {
    expect(replyFromJson(throughText(replyToJson(reply)))).toEqual(reply);
  });

  test('is readable: minor units as text, moments and dates as ISO 8601', () => {
    const stored = viewToJson(aTextView({ money: eur(9010n) }, { moment: MOMENT }, { date: DATE }));

    expect(stored).toEqual({
      version: 1,
      view: {
        title: 'A message',
        tone: 'neutral',
        blocks: [
          {
            kind: 'text',
            text: [
              { money: { currency: 'EUR', minor: '9010' } },
              { moment: '2026-11-22T14:05:00Z' },
              { date: '2026-12-01' },
            ],
          },
        ],
        actions: [],
      },
    });
  });

  test('holds no character that a JSON column refuses', () => {
    const stored = viewToJson(aTextView('null \0, half \uD83D'));

    expect(JSON.stringify(stored)).not.toMatch(/\\u0000|\\ud83d/i);
  });

  test.each([
    ['another version', { version: 2, view: viewToJson(VIEWS.text).view }],
    ['an unknown field', { version: 1, view: { ...viewToJson(VIEWS.text).view, colour: 'red' } }],
    ['an impossible moment', { version: 1, view: { ...viewToJson(VIEWS.text).view, blocks: [momentBlock('soon')] } }],
    ['nothing', undefined],
  ])('%s does not pass for a view', (_name, json) => {
    expect(() => viewFromJson(json)).toThrow(z.ZodError);
  });
});

function momentBlock(moment: string): unknown {
  return { kind: 'text', text: [{ moment }] };
}

function throughText(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json));
}

/** Temporal values have no fields of their own, so equality would not see them. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)));
}
