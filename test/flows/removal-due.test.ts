import { describe, expect, test } from 'vitest';
import { createRemindRemoval } from '../../core/removals/remind-removal.ts';
import { asksFor, aRemovalOffice, assigned, theRemoval, type RemovalOffice } from './removal-office.ts';
import { viewText } from './world.ts';

const MONTH = 30 * 24;

describe('a removal that nobody brings to an end', () => {
  test('is scheduled to be reminded of at half and nine tenths of its month, and at the end of it', async () => {
    const office = await aRemovalOffice();

    await asksFor(office, 'ada');

    const { askers, dueBy } = await theRemoval(office);
    const asked = askers[0]?.at ?? dueBy;
    const due = office.database.workOf(office.linus.accountId).filter(({ kind }) => kind === 'removal.remind');
    expect(due.map(({ dueAt }) => asked.until(dueAt).total('hours'))).toEqual([MONTH / 2, MONTH * 0.9, MONTH]);
  });

  test('is put before support again, twice, with its buttons', async () => {
    const office = await aRemovalOffice();
    await assigned(office);

    const [early, first, again, last] = await remindedAfter(office, [0.4, 0.5, 0.6, 0.9]);

    expect(early).toEqual([]);
    expect(first).toEqual(['Sam Spade', 'Sue Grafton']);
    expect(again).toEqual(first);
    expect(last).toEqual(['Sam Spade', 'Sam Spade', 'Sue Grafton', 'Sue Grafton']);
    const reminder = (await office.lastNotice(office.sue, 'sue')).view;
    expect(viewText(reminder)).toContain('Reminder: Removal 1: Linus Torvald is being looked at');
    expect(reminder.actions.map(({ label }) => label)).toContain('Assign to me');
  });

  test('is put before those who endorse it, while that is what is missing', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');

    const [first] = await remindedAfter(office, [0.5]);

    expect(first).toEqual(['Ada Lovelace', 'Grace Hopper']);
  });

  test('is told to those who manage users and to whoever asked when it is overdue, once', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');

    await remindedAfter(office, [1, 1.1]);

    const overdue = await noticesAbout(office, 'is overdue');
    expect(overdue).toEqual(['Ada Lovelace', 'Eve Online', 'Grace Hopper', 'Sam Spade', 'Sue Grafton']);
    expect(viewText((await office.lastNotice(office.eve, 'eve')).view)).toContain('It was due by 12 Apr 2026');
  });

  test('is left in peace once it has ended', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    const asker = await office.lastNotice(office.ada, 'ada');
    await office.presses('ada', asker.view, 'Withdraw');

    const [first, , overdue] = await remindedAfter(office, [0.5, 0.9, 1]);

    expect([first, overdue]).toEqual([[], []]);
    expect(await noticesAbout(office, 'is overdue')).toEqual([]);
  });
});

describe('a removal for which there is a channel, and nobody of support', () => {
  test('is kept, and those who may give the grant are told', async () => {
    const office = await aRemovalOffice();
    const { accountId } = office.linus;
    await office.inAccount(async ({ channels, members }) => {
      await channels.set({ purpose: 'support', surface: 'chat', workspace: 'acme', channel: 'c1', label: '#support' });
      for (const { id } of [office.sam, office.sue]) {
        const member = await members.get(id);
        if (member === undefined) throw new Error('Somebody of support is missing');
        await members.replace(member, { ...member, grants: [], version: member.version + 1 });
      }
    });

    await asksFor(office, 'eve');

    expect((await theRemoval(office)).accountId).toBe(accountId);
    expect(await noticesAbout(office, 'nobody here is of support')).toEqual(['Ada Lovelace', 'Grace Hopper']);
    expect(viewText((await office.lastNotice(office.grace, 'grace')).view)).toContain(
      'grant ada@company.example support',
    );
  });

  test('is told at the setup, and where the channel is set', async () => {
    const office = await aRemovalOffice();
    const before = await office.types('ada', '/seat setup');
    await office.inAccount(async ({ channels, members }) => {
      await channels.set({ purpose: 'support', surface: 'chat', workspace: 'acme', channel: 'c1', label: '#support' });
      for (const { id } of [office.sam, office.sue]) {
        const member = await members.get(id);
        if (member !== undefined) await members.replace(member, { ...member, grants: [], version: member.version + 1 });
      }
    });

    const after = await office.types('ada', '/seat setup');

    const texts = [before, after].map((reply) => ('view' in reply ? viewText(reply.view) : ''));
    expect(texts[0]).not.toContain('Nobody here is of support yet');
    expect(texts[1]).toContain('Nobody here is of support yet');
  });
});

/** Whom reminders went to by each of these shares of the month. */
async function remindedAfter(
  office: RemovalOffice,
  shares: readonly number[],
): Promise<readonly (readonly string[])[]> {
  const { id: removalId, accountId, askers, dueBy } = await theRemoval(office);
  const asked = askers[0]?.at ?? dueBy;
  const told: (readonly string[])[] = [];
  for (const share of shares) {
    const at = asked.add({ minutes: Math.round(MONTH * 60 * share) });
    office.clock.advance(office.clock.now().until(at));
    await createRemindRemoval(office.deps)({ accountId, removalId });
    told.push(await noticesAbout(office, 'Reminder: '));
  }
  return told;
}

async function noticesAbout(office: RemovalOffice, words: string): Promise<readonly string[]> {
  const names = new Map((await office.inAccount(({ members }) => members.list())).map((one) => [one.id, one.fullName]));
  const all = await office.inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  return all
    .filter(({ view }) => viewText(view).includes(words))
    .flatMap(({ recipient }) => (recipient.kind === 'member' ? [names.get(recipient.memberId) ?? ''] : []))
    .toSorted();
}
