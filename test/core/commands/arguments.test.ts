import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  addressArgument,
  agreedArgument,
  countArgument,
  nameArgument,
  privacyArgument,
  seatTypeArgument,
} from '../../../core/commands/arguments.ts';
import { requestArgument } from '../../../core/commands/request-argument.ts';
import { errorsByField } from '../../../core/commands/submitted-form.ts';
import { ids } from '../../builders/ids.ts';

/** What is understood, or the sentence for the person. */
function read(schema: z.ZodType, given: unknown): unknown {
  const parsed = z.object({ field: schema }).safeParse({ field: given });
  return parsed.success ? parsed.data.field : errorsByField(parsed.error)['field'];
}

const ID = ids.next('request');
const WHICH = 'Say which request by its number, like 12.';
const WHOLE = 'Not a whole number. Write it in digits, like 5.';

describe('an argument', () => {
  test.each([
    [requestArgument, '12', 12],
    [requestArgument, ' #12 ', 12],
    [requestArgument, ID, ID],
    [requestArgument, 'abc', WHICH],
    [requestArgument, undefined, WHICH],
    [requestArgument, ids.next('request').slice(1), WHICH],
    [countArgument, '5', 5],
    [countArgument, 5, 5],
    [countArgument, 'five', WHOLE],
    [countArgument, '1.5', WHOLE],
    [countArgument, undefined, WHOLE],
    [countArgument, '0', 'At least 1.'],
    [countArgument, 1.5, 'At least 1.'],
    [countArgument, '10001', 'At most 10,000 at once.'],
    [addressArgument, ' Ada@ACME.example ', 'ada@acme.example'],
    [addressArgument, 'ada', 'Not an e-mail address. Write it like ada@company.example.'],
    [
      addressArgument,
      '@U0LINUS',
      'A mention says who somebody is in this chat, not where their mail is. Write their e-mail address, like ada@company.example.',
    ],
    [nameArgument, ' Miriam O’Neill ', 'Miriam O’Neill'],
    [nameArgument, 'A', 'The full name is too short.'],
    [seatTypeArgument, 'Sync Only', 'sync-only'],
    [seatTypeArgument, 'purple', 'Choose sync-only or full-access.'],
    [seatTypeArgument, '__proto__', 'Choose sync-only or full-access.'],
    [privacyArgument, 'subjects', 'share-subjects'],
    [agreedArgument, true, true],
    [agreedArgument, 'true', 'true'],
  ])('%# reads %3$j', (schema, given, expected) => {
    expect(read(schema, given)).toBe(expected);
  });

  test.each(['a\u202eb', 'Ada <script>', 'Ada\u0000Lovelace'])('a name is never %j', (name) => {
    expect(read(nameArgument, name)).toMatch(/a character that names do not have/u);
  });

  test.each([false, 'false', undefined, ''])('%j is no agreement', (given) => {
    expect(read(agreedArgument, given)).toContain('Tick the box');
  });

  test('an answer that is left out is no agreement either', () => {
    expect(z.object({ agreed: agreedArgument }).safeParse({}).success).toBe(false);
  });
});
