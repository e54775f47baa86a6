import { describe, expect, test } from 'vitest';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent } from './letters.ts';
import { snapshotOf } from './snapshot.ts';

const GRACE = 'grace@navy.example';
const ADA = 'ada@engine.example';

export function removalRules(newFirm: NewFirm): void {
  describe('what goes', () => {
    test('a message that was moved is never gone, even when its pages are far apart', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);
      const before = await snapshotOf(firm, [GRACE]);
      firm.clock.advance({ minutes: 30 });
      jane.inbox.move('A1', ['Projects']);

      await firm.turn(jane);
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(await snapshotOf(firm, [GRACE])).toEqual(before);
    });

    test('a deleted message stays for the grace period and then goes with what it brought', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 5 }), sent(jane, { id: 'A2' }));
      jane.inbox.deliver(received(jane, { id: 'A3', with: ADA }));
      await firm.readAll(jane);
      jane.inbox.delete('A2');
      jane.inbox.delete('A3');

      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      firm.clock.advance({ minutes: 119 });
      await firm.readAll(jane);
      const within = await snapshotOf(firm, [GRACE, ADA]);
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);
      const after = await snapshotOf(firm, [GRACE, ADA]);

      expect(within).toMatchObject({ interactions: 3, connections: 2, messages: 3 });
      expect(after).toMatchObject({ interactions: 1, connections: 1, messages: 1 });
      const grace = after.people.find((person) => JSON.stringify(person).includes(GRACE));
      expect(grace).toMatchObject({ connections: [{ sent: 0, received: 1 }], contacts: [{ copies: ['A1'] }] });
    });

    test('stays while a legal hold is on its owner, and goes with the reading after it', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 5 }), sent(jane, { id: 'A2' }));
      await firm.readAll(jane);
      jane.inbox.delete('A2');
      const { accountId } = firm;
      const hold = { accountId, memberId: jane.member.id, by: firm.admin.id, at: firm.clock.now() };
      const on = { ...hold, version: 1, state: 'on', reason: 'Case 2026/17' } as const;
      await firm.run(({ holds }) => holds.add(on));

      for (const hours of [1, 3, 3]) {
        firm.clock.advance({ hours });
        await firm.readAll(jane);
      }
      const held = await snapshotOf(firm, [GRACE]);
      await firm.run(({ holds }) => holds.replace(on, { ...hold, version: 2, state: 'off' }));
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(held).toMatchObject({ messages: 2 });
      expect(await snapshotOf(firm, [GRACE])).toMatchObject({ messages: 1 });
    });

    test('what is left after a deletion is as if it had never been there', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1', daysAgo: 5 }), sent(jane, { id: 'A2' }));
      await firm.readAll(jane);
      jane.inbox.delete('A2');
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);
      const other = await newFirm();
      const twin = await other.addReader();
      twin.inbox.deliver(received(twin, { id: 'A1', daysAgo: 5 }));

      await other.readAll(twin);

      expect(await snapshotOf(firm, [GRACE])).toEqual(await snapshotOf(other, [GRACE]));
    });

    test('an interaction lives while a copy of it does', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      const letter = received(jane, { id: 'A1', cc: [bob.mailbox.address] });
      jane.inbox.deliver(letter);
      bob.inbox.deliver({ ...letter, providerId: 'B1' });
      await firm.readAll(jane);
      await firm.readAll(bob);
      jane.inbox.delete('A1');

      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      const snapshot = await snapshotOf(firm, [GRACE]);
      expect(snapshot).toMatchObject({ interactions: 1, connections: 1, messages: 1 });
      expect(snapshot.people).toMatchObject([{ connections: [{ member: 'Bob Roe' }], contacts: [{ copies: ['B1'] }] }]);
    });

    test('an interaction that loses its last copy while another mailbox brings a new one stays whole', async () => {
      const firm = await newFirm({ pageSize: 1, purgeBatch: 1 });
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      const letters = Array.from({ length: 8 }, (_, at) =>
        received(jane, { id: `A${at}`, daysAgo: at + 1, cc: [bob.mailbox.address] }),
      );
      jane.inbox.deliver(...letters);
      await firm.readAll(jane);
      for (const { providerId } of letters) jane.inbox.delete(providerId);
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      firm.clock.advance({ hours: 3 });
      bob.inbox.deliver(...letters.map((letter) => ({ ...letter, providerId: `B${letter.providerId}` })));

      await Promise.all([firm.readAll(jane), firm.readAll(bob)]);

      const snapshot = await snapshotOf(firm, [GRACE]);
      expect(snapshot).toMatchObject({ interactions: 8, connections: 1, messages: 8 });
      expect(snapshot.people).toMatchObject([{ connections: [{ member: 'Bob Roe', received: 8 }] }]);
      const contacts = await firm.run(({ crm }) => crm.contacts(GRACE, 10));
      expect(contacts.map(({ participants }) => participants.length)).toEqual(letters.map(() => 3));
    });

    test('a message put into the bin and taken out again in time was never gone', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);
      const before = await snapshotOf(firm, [GRACE]);
      jane.inbox.deliver(received(jane, { id: 'A1', labels: ['TRASH'] }));
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      const binned = await snapshotOf(firm, [GRACE]);

      jane.inbox.deliver(received(jane, { id: 'A1' }));
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(binned).toEqual(before);
      expect(await snapshotOf(firm, [GRACE])).toEqual(before);
    });

    test('a message that stays in the bin goes after the grace period', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);
      jane.inbox.deliver(received(jane, { id: 'A1', labels: ['TRASH'] }));
      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);

      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ interactions: 0, connections: 0, messages: 0 });
    });

    test('what a whole new walk did not see is gone, and only when the walk is over', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', daysAgo: 2 }));
      jane.inbox.deliver(received(jane, { id: 'A3', daysAgo: 3 }));
      await firm.readAll(jane);
      jane.inbox.delete('A1');
      jane.inbox.expireCursors();

      firm.clock.advance({ minutes: 30 });
      await firm.turn(jane);
      const halfway = await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id));
      await firm.readAll(jane);
      const [walked] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(halfway?.tally.removed).toBe(0);
      expect(walked?.tally).toMatchObject({ removed: 1, seen: 0 });
      expect(await snapshotOf(firm, [GRACE])).toMatchObject({ interactions: 2, messages: 2 });
    });

    test('a walk that could not see everything proves nothing about what it did not see', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', labels: ['Projects'] }));
      await firm.readAll(jane);
      jane.inbox.closeFolder('Projects');
      jane.inbox.expireCursors();

      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);
      const [run] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      firm.clock.advance({ hours: 3 });
      await firm.readAll(jane);

      expect(run).toMatchObject({ gaps: ['Projects'], tally: { removed: 0 } });
      expect(await snapshotOf(firm, [GRACE])).toMatchObject({ messages: 2 });
    });
  });
}
