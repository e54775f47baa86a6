import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aRemovalOffice, asksFor, cardOf, noticesOf, theRemoval, toldOf } from './removal-office.ts';
import { viewText } from './world.ts';

describe('support', () => {
  test('takes a removal, and both of its cards say with whom it is', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');

    await office.presses('sam', await cardOf(office, 'support'), 'Assign to me');

    const cards = (await noticesOf(office, 'support')).map(({ view }) => viewText(view));
    expect(cards).toHaveLength(2);
    for (const card of cards) expect(card).toContain('With Sam Spade');
    expect(viewText(await cardOf(office, 'asker'))).toContain('Sam Spade of support looks at it');
  });

  test('is the only one whose click counts', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');

    const refused = await office.presses('eve', await cardOf(office, 'support'), 'Assign to me');

    expect(replyText(refused)).toContain('It can be done by support');
    expect((await theRemoval(office)).state).toBe('submitted');
  });

  test('on a card that is older than the request moves nothing and is told how it stands', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    const card = await cardOf(office, 'support');
    await office.presses('sam', card, 'Assign to me');

    const refused = await office.presses('sue', card, 'Assign to me');

    expect(replyText(refused)).toContain('This card is older than the request');
    expect(await theRemoval(office)).toMatchObject({ state: 'assigned', to: office.sam.id });
  });

  test('asks everybody who wants it for information, and the answer stays on the request', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');
    await asksFor(office, 'ada');
    await office.presses('sam', await cardOf(office, 'support'), 'Assign to me');
    const ask = await office.presses('sam', await cardOf(office, 'support'), 'Ask for information');
    await office.submits('sam', ask, { question: 'Does anybody need their notes?' });
    expect(await toldOf(office, 'support')).toEqual(['Sam Spade', 'Sue Grafton']);
    const question = await office.lastNotice(office.eve, 'eve');
    expect(viewText(question.view)).toContain('Does anybody need their notes?');

    const form = await office.presses('eve', question.view, 'Answer');
    const answered = await office.submits('eve', form, { answer: 'No, they are copied.' });

    expect(replyText(answered)).toContain('has your answer');
    expect(await theRemoval(office)).toMatchObject({ state: 'assigned', to: office.sam.id });
    expect(viewText(await cardOf(office, 'support'))).toContain('Eve Online: No, they are copied.');
  });

  test('rejects with a reason that everybody who asked sees', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    const form = await office.presses('sue', await cardOf(office, 'support'), 'Reject');

    await office.submits('sue', form, { reason: 'They are back on Monday.' });

    expect((await theRemoval(office)).state).toBe('rejected');
    expect(viewText(await cardOf(office, 'asker'))).toContain('Sue Grafton gave this reason: They are back on Monday.');
    expect(replyText(await office.types('sue', '/seat removals'))).toContain('No removals');
    expect(replyText(await office.types('sue', '/seat removals all'))).toContain('was rejected');
  });
});

test('a removal is shown to those who asked and those who handle it, and to nobody else', async () => {
  const office = await aRemovalOffice();
  await asksFor(office, 'ada');

  const shown = await Promise.all(['ada', 'sam', 'eve'].map((user) => office.types(user, '/seat removal 1')));

  expect(shown.map((reply) => replyText(reply).includes('Linus Torvald'))).toEqual([true, true, false]);
  expect(replyText(await office.types('eve', '/seat removals'))).toContain('No removals');
});

test('every step of a removal is a record of the audit log, and the chain verifies', async () => {
  const office = await aRemovalOffice();
  await asksFor(office, 'eve');
  await office.presses('ada', await cardOf(office, 'endorsement'), 'Endorse');
  await office.presses('sam', await cardOf(office, 'support'), 'Assign to me');
  await office.presses('eve', await cardOf(office, 'asker'), 'Withdraw');

  const records = await office.inAccount(({ audit }) => audit.from(1, 100));

  const removals = records.filter(({ subject }) => subject.kind === 'removal');
  expect(removals.map(({ kind, actor }) => [kind, actor.kind === 'member' ? actor.memberId : actor.kind])).toEqual([
    ['removal.asked', office.eve.id],
    ['removal.endorsed', office.ada.id],
    ['removal.assigned', office.sam.id],
    ['removal.withdrawn', office.eve.id],
  ]);
  expect(JSON.stringify(removals.map(({ facts }) => facts))).not.toMatch(/linus|Torvald|asked for it/iu);
});
