import { expect, test } from 'vitest';
import { plainFormText, plainText } from '../../../core/views/plain-text.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { INVITE_FORM } from '../../fixtures/replies.ts';
import { VIEWS } from '../../fixtures/views.ts';

test.each<[name: string, view: SealedView, lines: readonly string[]]>([
  [
    'facts, aligned',
    VIEWS.facts,
    [
      'Seat request REQ-1042',
      '',
      'For:      Ada Lovelace',
      'Due now:  EUR 90.10',
      'From:     1 Dec 2026',
      'Asked:    22 Nov 2026, 14:05 UTC',
      'Guide:    Seat guide (https://docs.usher.example/)',
    ],
  ],
  [
    'a table, amounts to the right',
    VIEWS.table,
    [
      'Usage by seat type',
      '',
      'Seat type    Used            Price',
      '-----------  ----  ---------------',
      'Sync Only      12         EUR 9.00',
      'Full Access     4  EUR -123,456.78',
    ],
  ],
  ['part of a list', VIEWS.partOfList, ['Seats', '', '- Ada Lovelace', '- Grace Hopper', 'Showing 2 of 1,240 items.']],
  ['progress', VIEWS.progress, ['A message', '', '1,240 of 4,400 messages']],
  ['progress without an end', VIEWS.openEndedProgress, ['A message', '', '1,240 messages']],
  ['a failure', VIEWS.bad, ['Problem: The charge could not be recorded']],
  ['blocks with nothing in them', VIEWS.emptyTexts, ['A message']],
])('plain text of %s', (_name, view, lines) => {
  const text = plainText(view, { timeZone: 'UTC', actions: 'labels' });

  expect(text.split('\n')).toEqual(lines);
});

test.each([
  ['omitted', []],
  ['labels', ['', '[Approve EUR 90.10]', '[Reject]', '[Ask for details]', `[Open the guide (${guide()})]`]],
] as const)('actions can be %s', (actions, lines) => {
  const text = plainText(VIEWS.actions, { timeZone: 'UTC', actions });

  expect(text.split('\n')).toEqual(['Approve a seat for Ada Lovelace', ...lines]);
});

test('a form says what it asks for', () => {
  const text = plainFormText(INVITE_FORM, { timeZone: 'UTC' });

  expect(text).toContain(
    'Invite a colleague\n\nFour seats are free. The next costs EUR 9.00 a month.\n\nFull name\n\nE-mail',
  );
  expect(text).toContain('E-mail\n  The primary address of the mailbox');
  expect(text).toContain('Reason (optional)');
  expect(text).toContain('  1. Share all: Colleagues read the mail of this mailbox\n  2. Subjects only');
  expect(text).toContain('I acknowledge a charge of EUR 90.10');
});

function guide(): string {
  return 'https://docs.usher.example/seats?a=1&b=2';
}
