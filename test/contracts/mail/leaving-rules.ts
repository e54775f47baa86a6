import { describe, expect, test } from 'vitest';
import { leaveAtOnce } from '../../../core/departures/carry-out-departure.ts';
import { aCopy, aMailPage } from '../../builders/mail.ts';
import { aList, aNote, anApiKey } from '../../builders/records.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent } from './letters.ts';
import { snapshotOf } from './snapshot.ts';
import type { Reader } from './reading-firm.ts';
import {
  ADA,
  GRACE,
  aHousehold,
  agreedTo,
  attempt,
  backAgain,
  carryOut,
  contactsOf,
  depsOf,
  differenceOf,
  lossesIn,
  recordedIn,
  stateOf,
} from './leaving-firm.ts';

export function leavingRules(newFirm: NewFirm): void {
  describe.each(['deactivate', 'remove'] as const)('whoever is to be gone by %s', (kind) => {
    test('takes along exactly what the plan counted', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, kind);
      const planned = await lossesIn(departure);

      await carryOut(firm, departure);

      const after = await firm.run(({ crm }) => crm.counts());
      expect(planned.messages).toBeGreaterThan(0);
      expect(planned.people).toBeGreaterThan(0);
      expect(differenceOf(before, after)).toEqual(planned);
      expect(await recordedIn(firm, departure)).toMatchObject(planned);
    });

    test('is gone to the same extent when the worker dies after every transaction', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, kind);
      const planned = await lossesIn(departure);

      for (let lives = 1; (await stateOf(firm, departure)) !== 'done' && lives < 60; lives += 1)
        await carryOut(firm, departure, { dieAfter: 1, purgeBatch: 2 });

      expect(await stateOf(firm, departure)).toBe('done');
      expect(differenceOf(before, await firm.run(({ crm }) => crm.counts()))).toEqual(planned);
      expect(await recordedIn(firm, departure)).toMatchObject({ ...planned, seats: 1, mailboxes: 2 });
    });
  });

  describe('deactivating', () => {
    test('keeps what the work mailbox brought and what a colleague holds too', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);

      await carryOut(firm, await agreedTo(firm, jane, 'deactivate'));

      const [kept] = (await firm.who(firm.admin, GRACE)).kind === 'person' ? await contactsOf(firm, GRACE) : [];
      expect(kept?.copies.map(({ mailboxClass }) => mailboxClass)).toContain('work');
      expect(await contactsOf(firm, ADA)).toEqual([]);
      expect(await firm.run(({ members }) => members.get(jane.member.id))).toMatchObject({ standing: 'deactivated' });
    });

    test('leaves notes behind, passes lists on and ends the key', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const { accountId, admin } = firm;
      const { id: authorId } = jane.member;
      await firm.run(async (stores) => {
        for (const mailbox of await stores.mailboxes.ofMember(authorId)) {
          const copy = aCopy(mailbox, { address: `friend@${mailbox.class}.example` });
          const page = aMailPage(mailbox, { copies: [copy] });
          await stores.mail.keep(page);
          const { interactionId } = copy;
          const subject = { kind: 'interaction', interactionId, people: page.people.map(({ id }) => id) } as const;
          await stores.notes.add(aNote({ accountId, authorId, subject }));
        }
        await stores.lists.add(aList({ accountId, ownerId: authorId, name: 'Investors' }));
        await stores.apiKeys.add(anApiKey({ accountId, memberId: authorId }));
      });
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, 'deactivate');
      const planned = await lossesIn(departure);

      await carryOut(firm, departure);

      const after = await firm.run(async ({ notes, lists, apiKeys }) => ({
        notes: (await notes.page(undefined, 10)).map(({ subject }) => subject.kind),
        lists: (await lists.all()).map(({ name, ownerId }) => ({ name, ownerId })),
        keys: await apiKeys.ofMember(authorId),
      }));
      expect(after.notes.toSorted()).toEqual(['interaction', 'people']);
      expect(after.lists).toEqual([{ name: 'Investors', ownerId: admin.id }]);
      expect(after.keys).toMatchObject([{ state: 'revoked', because: 'deactivated' }]);
      expect(await recordedIn(firm, departure)).toMatchObject({ notes: 1, lists: 1, keys: 1 });
      // Somebody whom a note is about stays known, though the mail that told of them is gone.
      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ people: before.people - planned.people });
      expect(planned).toMatchObject({ people: 2, interactions: 5 });
    });

    test('deletes nothing before the window is over', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, 'deactivate');

      const outcome = await attempt(firm, departure);
      firm.clock.advance({ hours: 7 * 24 - 1 });
      const again = await attempt(firm, departure);

      expect([outcome, again]).toMatchObject([{ reason: 'undo window' }, { reason: 'undo window' }]);
      expect(await firm.run(({ crm }) => crm.counts())).toEqual(before);
    });

    test('stops a worker that is in the middle of a mailbox at its next page', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 10 });
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2' }), received(jane, { id: 'A3' }));
      const departure = await agreedTo(firm, jane, 'deactivate');
      let pages = 0;

      await firm.turn(jane, {
        provider: {
          ...firm.provider,
          changes: async (from, signal) => {
            const page = await firm.provider.changes(from, signal);
            pages += 1;
            if (pages === 2) await firm.run((stores) => leaveAtOnce(depsOf(firm), stores, departure));
            return page;
          },
        },
      });

      expect(pages).toBe(2);
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(1);
      expect(await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id))).toBeUndefined();
    });
  });

  describe('coming back', () => {
    test('reads on from where it was: nothing is missed and nothing is there twice', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 3 }), sent(jane, { id: 'A2', daysAgo: 2 }));
      await firm.readAll(jane);
      const departure = await agreedTo(firm, jane, 'deactivate');
      await firm.run((stores) => leaveAtOnce(depsOf(firm), stores, departure));
      jane.inbox.deliver(received(jane, { id: 'A3' }));
      firm.clock.advance({ hours: 24 });

      const again = await backAgain(firm, jane);
      await firm.readAll(again);

      const other = await newFirm();
      const twin = await other.addReader({ fullName: 'Jane Doe' });
      twin.inbox.deliver(received(twin, { id: 'A1', daysAgo: 3 }), sent(twin, { id: 'A2', daysAgo: 2 }));
      twin.inbox.deliver(received(twin, { id: 'A3' }));
      await other.readAll(twin);
      expect(await snapshotOf(firm, [GRACE])).toEqual(await snapshotOf(other, [GRACE]));
      const runs = await firm.run(({ runs: all }) => all.ofMailbox(jane.mailbox.id, 9));
      expect(runs.at(0)).toMatchObject({ state: 'succeeded', tally: { seen: 1 } });
    });
  });

  test('somebody whom one mailbox forgets while another names them stays known', async () => {
    const firm = await newFirm();
    const jane = await firm.addReader({ fullName: 'Jane Doe' });
    const bob = await firm.addReader({ fullName: 'Bob Roe' });
    for (let round = 0; round < 6; round += 1) {
      const address = `friend${round}@friends.example`;
      const keeps = (mailbox: Reader['mailbox']) =>
        firm.run(({ mail }) => mail.keep(aMailPage(mailbox, { copies: [aCopy(mailbox, { address })] })));
      await keeps(jane.mailbox);

      await Promise.all([firm.run(({ mail }) => mail.forget(jane.mailbox, 100)), keeps(bob.mailbox)]);

      const [person] = await firm.run(({ crm }) => crm.people(firm.admin.id, { kind: 'address', address }, 2));
      const connections = person === undefined ? [] : await firm.run(({ crm }) => crm.connections([person.id]));
      expect(connections).toMatchObject([{ memberId: bob.member.id }]);
    }
  });

  test('somebody who was forgotten by one mailbox is known again when another names them', async () => {
    const firm = await newFirm();
    const { jane, bob } = await aHousehold(firm);
    await carryOut(firm, await agreedTo(firm, jane, 'remove'));
    bob.inbox.deliver(received(bob, { id: 'B9', with: ADA, name: 'Ada Lovelace' }));
    firm.clock.advance({ hours: 1 });

    await firm.readAll(bob);

    expect(await firm.who(firm.admin, ADA)).toMatchObject({
      kind: 'person',
      person: { name: 'Ada Lovelace' },
      connections: [{ member: { fullName: 'Bob Roe' } }],
    });
  });
}
