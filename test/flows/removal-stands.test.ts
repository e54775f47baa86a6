import { describe, expect, test } from 'vitest';
import type { Member } from '../../core/people/member.ts';
import { replyText } from '../core/commands/reply-text.ts';
import {
  aRemovalOffice,
  asksFor,
  assigned,
  cardOf,
  scheduled,
  theRemoval,
  toldOf,
  worksAtDeparture,
  worksAtRemoval,
  type RemovalOffice,
} from './removal-office.ts';
import { viewText } from './world.ts';

async function changed(office: RemovalOffice, { id }: Member, to: Partial<Member>): Promise<void> {
  await office.inAccount(async ({ members }) => {
    const member = await members.get(id);
    if (member === undefined) throw new Error('Somebody is missing');
    await members.replace(member, { ...member, ...to, version: member.version + 1 });
  });
}

async function dayComes(office: RemovalOffice): Promise<void> {
  office.clock.advance({ hours: 24 });
  await worksAtRemoval(office);
}

describe('a removal whose endorser has left', () => {
  test('waits for an endorsement again on its day, and nothing goes to who is not here', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await changed(office, office.ada, { standing: 'deactivated' });

    await dayComes(office);

    expect(await theRemoval(office)).toMatchObject({ state: 'awaiting-endorsement', endorsement: undefined });
    expect(await toldOf(office, 'endorsement')).toEqual(['Grace Hopper']);
    expect(await office.inAccount(({ departures }) => departures.ofMember(office.linus.id))).toEqual([]);
  });

  test('goes on with another administrator who asked for it, who gets the lists', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await asksFor(office, 'grace');
    await changed(office, office.ada, { standing: 'deactivated' });

    await dayComes(office);

    expect(await theRemoval(office)).toMatchObject({ state: 'executing', endorsement: { by: office.grace.id } });
  });

  test('is sent back before a day is set', async () => {
    const office = await aRemovalOffice();
    await assigned(office);
    await changed(office, office.ada, { standing: 'deactivated' });

    const reply = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');

    expect(replyText(reply)).toContain('endorsed by somebody who has left');
    expect((await theRemoval(office)).state).toBe('awaiting-endorsement');
  });
});

describe('a removal of the last who manages users', () => {
  test('is not carried out, though others managed users when it was asked for', async () => {
    const office = await aRemovalOffice();
    await changed(office, office.linus, { role: 'admin' });
    await scheduled(office);
    await asksFor(office, 'grace');
    await changed(office, office.ada, { role: 'standard' });
    await changed(office, office.grace, { role: 'standard' });

    await dayComes(office);

    expect((await theRemoval(office)).state).toBe('assigned');
    expect(viewText(await cardOf(office, 'support'))).toContain('Nobody else manages users');
    expect(await office.inAccount(({ members }) => members.get(office.linus.id))).toMatchObject({ standing: 'active' });
  });

  test('cannot come about by another who leaves while it is carried out', async () => {
    const office = await aRemovalOffice();
    await changed(office, office.linus, { role: 'admin' });
    await scheduled(office);
    await dayComes(office);
    await changed(office, office.grace, { role: 'standard' });

    const reply = await office.types('ada', 'role ada@acme.example standard');

    expect((await theRemoval(office)).state).toBe('executing');
    expect(replyText(reply)).toContain('the last one here who can give roles');
  });
});

describe('a legal hold that is put on while a removal is carried out', () => {
  test('stops it, and the time until it is lifted does not count', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await dayComes(office);
    await office.types('ada', 'hold linus@acme.example on Case 2026/17');

    const outcome = await worksAtRemoval(office);
    await worksAtDeparture(office);
    for (let hours = 0; hours < 30; hours += 1) {
      office.clock.advance({ hours: 1 });
      await worksAtRemoval(office);
    }
    const held = await theRemoval(office);
    const mailboxes = await office.inAccount((stores) => stores.mailboxes.ofMember(office.linus.id));
    await office.types('ada', 'hold linus@acme.example off');
    await worksAtRemoval(office);
    await worksAtDeparture(office);
    await worksAtRemoval(office);

    expect(outcome).toMatchObject({ kind: 'again', countsAsAttempt: false, reason: 'legal hold' });
    expect(held.state).toBe('executing');
    expect(mailboxes.map(({ address }) => address)).toContain('linus@home.example');
    expect((await theRemoval(office)).state).toBe('completed');
  });

  test('is seen by a worker that is in the middle of a step', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    await dayComes(office);
    const before = await theRemoval(office);

    await office.types('ada', 'hold linus@acme.example on Case 2026/17');

    expect((await theRemoval(office)).version).toBeGreaterThan(before.version);
  });
});
