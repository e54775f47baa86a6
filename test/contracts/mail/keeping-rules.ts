import { describe, expect, test } from 'vitest';
import type { MailboxProvider } from '../../../core/mailboxes/mailbox-provider.ts';
import { ok } from '../../../core/result.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent } from './letters.ts';
import { domainOf } from './reading-firm.ts';
import { snapshotOf } from './snapshot.ts';

const GRACE = 'grace@navy.example';

export function keepingRules(newFirm: NewFirm): void {
  describe('keeping', () => {
    test('a first reading leaves people, organizations, interactions and connections', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(
        received(jane, { id: 'A1', daysAgo: 3 }),
        sent(jane, { id: 'A2', daysAgo: 2 }),
        received(jane, { id: 'A3', with: 'ada@gmail.com', name: 'Ada Lovelace' }),
      );

      await firm.readAll(jane);

      const [person] = await firm.run(({ crm }) => crm.people(firm.admin.id, { kind: 'address', address: GRACE }, 2));
      expect(person).toMatchObject({ address: GRACE, name: 'Grace Hopper', organization: 'navy.example' });
      expect(await firm.run(({ crm }) => crm.counts())).toEqual({
        people: 2,
        organizations: 1,
        interactions: 3,
        connections: 2,
        messages: 3,
      });
    });

    test('the run counts what was new, and the mailbox rests until its next cycle', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(
        received(jane, { id: 'A1' }),
        received(jane, { id: 'A2', labels: ['SPAM'] }),
        received(jane, { id: 'A3', with: `bea@${domainOf(firm.accountId)}` }),
      );

      await firm.readAll(jane);

      const [run] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      expect(run).toMatchObject({ state: 'succeeded', trigger: 'initial', expected: 3, gaps: [] });
      expect(run?.tally).toEqual({
        seen: 3,
        kept: 1,
        skipped: { 'draft-or-junk': 1, 'internal-only': 1 },
        parked: 0,
        removed: 0,
        people: 1,
        organizations: 1,
        interactions: 1,
        connections: 1,
      });
      const mailbox = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));
      const wait = mailbox?.nextSyncAt?.since(firm.clock.now()).total('minutes') ?? 0;
      expect(mailbox?.lastSyncAt).toEqual(firm.clock.now());
      expect(wait).toBeGreaterThanOrEqual(27);
      expect(wait).toBeLessThanOrEqual(30);
    });

    test('reading everything again changes nothing and counts nothing', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(
        received(jane, { id: 'A1' }),
        sent(jane, { id: 'A2' }),
        received(jane, { id: 'A3', labels: ['SPAM'] }),
      );
      await firm.readAll(jane);
      const before = await snapshotOf(firm, [GRACE]);
      jane.inbox.expireCursors();

      firm.clock.advance({ minutes: 30 });
      await firm.readAll(jane);

      const [run] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      expect(run?.trigger).toBe('cycle');
      expect(run?.tally).toMatchObject({ seen: 0, kept: 0, skipped: {}, people: 0, interactions: 0, connections: 0 });
      expect(await snapshotOf(firm, [GRACE])).toEqual(before);
    });

    test('ids that differ by case alone are different messages', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'AAMkAb' }), received(jane, { id: 'AAMkAB', daysAgo: 2 }));

      await firm.readAll(jane);

      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ messages: 2, interactions: 2 });
    });

    test('copies of one message in two mailboxes are one interaction that both members took part in', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      const letter = received(jane, { id: 'A1', cc: [bob.mailbox.address] });
      jane.inbox.deliver(letter);
      bob.inbox.deliver({ ...letter, providerId: 'B1' });

      await Promise.all([firm.readAll(jane), firm.readAll(bob)]);

      const snapshot = await snapshotOf(firm, [GRACE]);
      expect(snapshot).toMatchObject({ interactions: 1, connections: 2, messages: 2 });
      expect(snapshot.people).toMatchObject([
        { contacts: [{ copies: ['A1', 'B1'] }], connections: [{ member: 'Bob Roe' }, { member: 'Jane Doe' }] },
      ]);
    });

    test('two copies in one mailbox count as one touch', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const letter = received(jane, { id: 'A1' });
      jane.inbox.deliver(letter, { ...letter, providerId: 'A2' });

      await firm.readAll(jane);

      const snapshot = await snapshotOf(firm, [GRACE]);
      expect(snapshot.people).toMatchObject([{ connections: [{ received: 1, sent: 0 }] }]);
    });

    test('mailboxes that meet the same strangers at once lose nothing to each other', async () => {
      const firm = await newFirm({ pageSize: 5 });
      const readers = await Promise.all(
        ['Jane Doe', 'Bob Roe', 'Kim Poe'].map((fullName) => firm.addReader({ fullName })),
      );
      for (const [at, reader] of readers.entries()) {
        const letters = Array.from({ length: 20 }, (_, index) => index);
        for (const index of letters) {
          const shared = received(reader, { id: `M${index}`, with: `p${index % 7}@navy.example`, daysAgo: index + 1 });
          reader.inbox.deliver({ ...shared, providerId: `${at}-${index}` });
        }
      }

      await Promise.all(readers.map((reader) => firm.readAll(reader)));

      expect(await firm.run(({ crm }) => crm.counts())).toEqual({
        people: 7,
        organizations: 1,
        interactions: 20,
        connections: 21,
        messages: 60,
      });
    });

    test('two mailboxes of one member that are read at once both count', async () => {
      const firm = await newFirm({ pageSize: 1 });
      const jane = await firm.addReader();
      const second = await firm.addReader({
        member: jane.member,
        address: `jane.doe@${domainOf(firm.accountId)}`,
      });
      for (let at = 0; at < 12; at += 1) {
        jane.inbox.deliver(received(jane, { id: `A${at}`, daysAgo: at + 1 }));
        second.inbox.deliver(received(second, { id: `B${at}`, daysAgo: at + 1 }));
      }

      await Promise.all([firm.readAll(jane), firm.readAll(second)]);

      const snapshot = await snapshotOf(firm, [GRACE]);
      expect(snapshot.people).toMatchObject([{ connections: [{ received: 24 }] }]);
    });

    test('names and texts that a database refuses are kept without what it refuses', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1', name: 'Gr\u0000ace \uD800Hopper', subject: 'a\u0000b' }));

      await firm.readAll(jane);

      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ people: 1, messages: 1 });
    });

    test('a message that cannot be read is set aside and counted once, and kept when it can be read', async () => {
      const firm = await newFirm({ pageSize: 10 });
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', daysAgo: 2 }));
      const broken = poisoning(firm.provider, 'A2');

      await firm.turn(jane, { provider: broken });
      const [first] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      jane.inbox.expireCursors();
      firm.clock.advance({ minutes: 30 });
      await firm.turn(jane, { provider: broken });
      const [second] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      jane.inbox.expireCursors();
      firm.clock.advance({ minutes: 30 });
      await firm.turn(jane);
      const [third] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));

      expect(first?.tally).toMatchObject({ seen: 1, kept: 1, parked: 1 });
      expect(second?.tally).toMatchObject({ seen: 0, kept: 0, parked: 0 });
      expect(third?.tally).toMatchObject({ seen: 1, kept: 1, parked: 0 });
      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ messages: 2, interactions: 2 });
    });
  });
}

/** The same mailbox, in which one message cannot be read. */
function poisoning(provider: MailboxProvider, id: string): MailboxProvider {
  return {
    check: provider.check,
    changes: async (reading, signal) => {
      const page = await provider.changes(reading, signal);
      if (!page.ok) return page;
      const upserted = page.value.upserted.filter(({ providerId }) => providerId !== id);
      return ok({ ...page.value, upserted, poisoned: [{ providerId: id, reason: 'broken-header' }] });
    },
  };
}
