import { describe, expect, test } from 'vitest';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import type { Member } from '../../core/people/member.ts';
import { aLeavingOffice, type LeavingOffice } from './leaving-office.ts';

const WORDS = 'deactivate grace@acme.example from:2026-04-01';

async function changed(office: LeavingOffice, { id }: Member, to: Partial<Member>): Promise<void> {
  await office.inAccount(async ({ members }) => {
    const member = await members.get(id);
    if (member === undefined) throw new Error('Somebody is missing');
    await members.replace(member, { ...member, ...to, version: member.version + 1 });
  });
}

async function dayComes(office: LeavingOffice): Promise<void> {
  office.clock.advance({ hours: 24 * 19 });
  await office.worksOnDepartures();
}

/** Ada chose a day for Grace; Bob manages users too. */
async function scheduled(options: Parameters<typeof aLeavingOffice>[0] = {}) {
  const office = await aLeavingOffice(options);
  const bob = await office.member('bob', 'Bob Manager', { role: 'admin' });
  await office.deactivates(WORDS);
  return { ...office, bob };
}

describe('a deactivation whose day has come', () => {
  test('is not done for somebody who has left: nothing goes to them, and those who manage users are asked', async () => {
    const office = await scheduled();
    await changed(office, office.ada, { standing: 'deactivated' });

    await dayComes(office);

    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    expect((await office.departure())?.state).toBe('cancelled');
    const lists = await office.inAccount(({ lists: all }) => all.all());
    expect(lists.map(({ ownerId }) => ownerId)).toEqual([office.grace.id]);
    expect((await office.told(office.bob)).at(-1)).toContain('Ada Lovelace, who agreed to it, has left');
    expect(await office.told(office.ada)).toEqual([]);
  });

  test('is not done for somebody who may not any more, who is told and so are those who may', async () => {
    const office = await scheduled();
    await changed(office, office.ada, { role: 'standard' });

    await dayComes(office);

    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    for (const one of [office.ada, office.bob])
      expect((await office.told(one)).at(-1)).toContain('may not deactivate anybody any more');
  });

  test('is not done to somebody who stands above whoever chose it by now', async () => {
    const office = await scheduled();
    await changed(office, office.grace, { role: 'enterprise-admin' });

    await dayComes(office);

    expect((await office.memberNow(office.grace))?.standing).toBe('active');
    expect((await office.told(office.ada)).at(-1)).toContain('roles are hierarchical');
  });

  test('asks again when a personal mailbox is read since, and deletes what is agreed to then', async () => {
    const office = await scheduled();
    const home = aMailbox({ memberId: office.grace.id, address: 'grace@late.example', class: 'personal' });
    await office.inAccount(({ mailboxes }) => mailboxes.add(home));

    await dayComes(office);
    const told = await office.lastNotice(office.ada, 'ada');
    const before = (await office.memberNow(office.grace))?.standing;
    const card = await office.presses('ada', told.view, /^Show what happens/u);
    await office.deactivates();

    expect(before).toBe('active');
    expect((await office.told(office.ada)).join('')).toContain('grace@late.example is read as a personal mailbox');
    expect(replyText(card)).toContain('What happens if Grace Hopper leaves');
    expect((await office.departure())?.plan.purges).toEqual([home.id]);
  });

  test('that is not done is in the audit log with its reason', async () => {
    const office = await scheduled();
    await changed(office, office.ada, { role: 'standard' });

    await dayComes(office);

    const records = await office.inAccount(({ audit }) => audit.from(1, 100));
    expect(records.at(-1)).toMatchObject({ kind: 'departure.cancelled', facts: { because: 'without-rights' } });
  });
});

test('nobody deactivates themself, because what they hold goes to whoever does it', async () => {
  const office = await aLeavingOffice();
  await office.member('bob', 'Bob Manager', { role: 'admin' });

  const reply = await office.types('ada', 'deactivate ada@acme.example');

  expect(replyText(reply)).toContain('Nobody deactivates themself');
  expect((await office.memberNow(office.ada))?.standing).toBe('active');
});
