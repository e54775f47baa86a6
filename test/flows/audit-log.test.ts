import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, askedFor } from './office.ts';

test('administrators read what was done, by whom and when, the newest first', async () => {
  const office = await anOffice();
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);

  const lines = replyText(await office.types('ada', 'audit')).split('\n');

  const told = lines.filter((line) => line.startsWith('- '));
  expect(told[0]).toMatch(/Usher: charge (accrued|waiting), quantity \d/u);
  expect(told.find((line) => line.includes('request approved'))).toContain('Grace Hopper');
  expect(told.at(-1)).toMatch(/^- 1 13 Mar 2026, 09:00 UTC, Ada Lovelace: seat invited/u);
});

test('the log goes back page by page to its first record', async () => {
  const office = await anOffice();
  for (const letter of 'ABCDEFGHIJKLMNOPQ') {
    await office.types('ada', `/seat invite ${letter}@acme.example Person ${letter} privacy:subjects`);
  }
  const newest = await office.types('ada', 'audit');
  if (newest.kind !== 'private') throw new Error(newest.kind);

  const earlier = await office.presses('ada', newest.view, 'Earlier');

  expect(replyText(earlier)).toContain('records 1 to 2 of 17');
  expect(replyText(earlier)).not.toContain('[Earlier]');
});

test('nobody else reads it', async () => {
  const office = await anOffice();
  await askedFor(office);

  expect(replyText(await office.types('grace', 'audit'))).not.toContain('seat invited');
});
