import { describe, expect, test } from 'vitest';
import type { MailPage } from '../../../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import { EMPTY_TALLY } from '../../../core/mailboxes/sync-run.ts';
import type { Lease } from '../../../core/work/work.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aCopy, aMailPage, aReading, aSkippedCopy } from '../../builders/mail.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { someWork } from '../../builders/work.ts';
import { aStoredMailbox } from './stored.ts';
import { failureOf, race, times, type NewTenant, type Tenant } from './tenant.ts';

const LATER = NOW.add({ hours: 1 });

export function mailRules(newTenant: NewTenant): void {
  describe('holding a mailbox', () => {
    test('a later claim of the same work shuts the earlier one out', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const first = aLease(tenant);
      const hold = (lease: Lease) => tenant.run(({ mail }) => mail.hold(mailbox.id, lease));

      const answers = [await hold(first), await hold({ ...first, fencing: 2 }), await hold(first)];

      expect(answers.map(({ kind }) => kind)).toEqual(['held', 'held', 'too-late']);
    });

    test('claims of different work are ordered by how long they last', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const hold = (lease: Lease) => tenant.run(({ mail }) => mail.hold(mailbox.id, lease));
      const early = aLease(tenant);
      const late = { ...aLease(tenant), until: early.until.add({ seconds: 1 }) };

      const answers = [await hold(late), await hold(early)];

      expect(answers.map(({ kind }) => kind)).toEqual(['held', 'too-late']);
    });

    test('who holds it reads what was saved about the reading', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const lease = aLease(tenant);
      const reading = aReading({ walk: 3, walkHasGaps: true, unavailableSince: NOW, paintedAt: NOW });
      const before = await tenant.run(({ mail }) => mail.hold(mailbox.id, lease));

      await tenant.run(({ mail }) => mail.saveReading(mailbox.id, reading));

      expect(before).toEqual({ kind: 'held', reading: undefined });
      expect(await tenant.run(({ mail }) => mail.hold(mailbox.id, lease))).toEqual({ kind: 'held', reading });
    });

    test('nothing is saved about a mailbox that nobody holds', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));

      const failure = await failureOf(tenant.run(({ mail }) => mail.saveReading(mailbox.id, aReading())));

      expect(failure).toBeInstanceOf(Error);
    });
  });

  describe('keeping a page', () => {
    test('counts what was new', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copies = [aCopy(mailbox), aCopy(mailbox), aSkippedCopy()];
      const parked = [{ providerId: 'broken', reason: 'not-understood' }];

      const tally = await keep(tenant, aMailPage(mailbox, { copies, parked }));

      expect(tally).toEqual({
        seen: 3,
        kept: 2,
        skipped: { automated: 1 },
        parked: 1,
        removed: 0,
        people: 1,
        organizations: 1,
        interactions: 2,
        connections: 1,
      });
    });

    test('again changes nothing and counts nothing', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const parked = [{ providerId: 'broken', reason: 'not-understood' }];
      const page = aMailPage(mailbox, { copies: [aCopy(mailbox), aSkippedCopy()], parked });
      await keep(tenant, page);
      const before = await tenant.run(({ crm }) => crm.counts());

      const again = await keep(tenant, page);

      expect(again).toEqual(EMPTY_TALLY);
      expect(await tenant.run(({ crm }) => crm.counts())).toEqual(before);
    });

    test('two copies of one message are one interaction and one touch', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const inbox = aCopy(mailbox, { groupKey: 'one' });
      const archive = { ...aCopy(mailbox, { groupKey: 'one' }), touches: inbox.touches };

      const tally = await keep(tenant, aMailPage(mailbox, { copies: [inbox, archive] }));

      expect(tally).toMatchObject({ kept: 2, interactions: 1, connections: 1 });
      expect(await connectionsOf(tenant)).toMatchObject([{ state: { sent: 0, received: 1 } }]);
    });

    test('provider ids that differ in case only are different messages', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copies = [aCopy(mailbox, { providerId: 'aQ' }), aCopy(mailbox, { providerId: 'Aq' })];

      const tally = await keep(tenant, aMailPage(mailbox, { copies }));

      expect(tally).toMatchObject({ seen: 2, interactions: 2 });
    });

    test('a kept message that goes out of scope is gone from then on', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copy = aCopy(mailbox);
      const { id, providerId, threadId, receivedAt, direction } = copy;
      const base = { id, providerId, threadId, receivedAt, direction };
      await keep(tenant, aMailPage(mailbox, { copies: [copy] }));

      const junk = { ...base, kind: 'out-of-scope', reason: 'draft-or-junk' } as const;
      const tally = await keep(tenant, aMailPage(mailbox, { copies: [junk] }));

      expect(tally).toEqual({ ...EMPTY_TALLY, removed: 1 });
      expect(await purge(tenant, mailbox)).toMatchObject({ copies: 1, interactions: 1 });
    });

    test('many members whose mailboxes keep the same message at once make one interaction', async () => {
      const tenant = await newTenant();
      const { accountId } = tenant;
      const members = times(3, () => aMember({ accountId }));
      const mailboxes = members.map(({ id }) => aMailbox({ accountId, memberId: id }));
      await tenant.run(async (stores) => {
        for (const member of members) await stores.members.add(member);
        for (const mailbox of mailboxes) await stores.mailboxes.add(mailbox);
      });
      const pages = mailboxes.map((mailbox) => aMailPage(mailbox, { copies: [aCopy(mailbox, { groupKey: 'one' })] }));

      const tallies = await race(pages.map((page) => () => keep(tenant, page)));

      const totals = tallies.map(({ interactions, people }) => interactions + people);
      expect(totals.toSorted((one, other) => one - other)).toEqual([0, 0, 2]);
      expect(await tenant.run(({ crm }) => crm.counts())).toEqual({
        people: 1,
        organizations: 1,
        interactions: 1,
        connections: 3,
        messages: 3,
      });
    });
  });

  describe('what is gone', () => {
    test('stays until the grace period is over, and comes back by being seen again', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copy = aCopy(mailbox);
      const page = aMailPage(mailbox, { copies: [copy] });
      await keep(tenant, page);
      const removed = await keep(tenant, aMailPage(mailbox, { removed: [copy.providerId] }));
      const tooEarly = await tenant.run(({ mail }) => mail.purge(mailbox, NOW, 10));

      await keep(tenant, page);

      expect(removed).toEqual({ ...EMPTY_TALLY, removed: 1 });
      expect(tooEarly.copies).toBe(0);
      expect(await purge(tenant, mailbox)).toEqual({ copies: 0, interactions: 0, connections: 0 });
    });

    test('takes along what was derived from it alone', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const [gone, stays] = [aCopy(mailbox, { address: 'linus@kernel.example' }), aCopy(mailbox)];
      await keep(tenant, aMailPage(mailbox, { copies: [gone, stays] }));
      await keep(tenant, aMailPage(mailbox, { removed: [gone.providerId] }));

      const purged = await purge(tenant, mailbox);

      expect(purged).toEqual({ copies: 1, interactions: 1, connections: 1 });
      expect(await connectionsOf(tenant)).toHaveLength(1);
      expect(await tenant.run(({ crm }) => crm.counts())).toMatchObject({
        messages: 1,
        interactions: 1,
        connections: 1,
      });
    });

    test('leaves an interaction of which a copy lives', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const [gone, stays] = times(2, () => aCopy(mailbox, { groupKey: 'one' }));
      if (gone === undefined || stays === undefined) throw new Error('No copies');
      await keep(tenant, aMailPage(mailbox, { copies: [gone, stays] }));
      await keep(tenant, aMailPage(mailbox, { removed: [gone.providerId] }));

      expect(await purge(tenant, mailbox)).toEqual({ copies: 1, interactions: 0, connections: 0 });
    });

    test('is what a full walk has not seen within its stretch', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const reading = aReading({ walk: 2 });
      const ancient = aCopy(mailbox, { occurredAt: reading.horizon.subtract({ seconds: 1 }) });
      const [unseen, seen] = [aCopy(mailbox), aCopy(mailbox)];
      await keep(tenant, aMailPage(mailbox, { copies: [ancient, unseen, seen, aSkippedCopy()] }));
      await keep(tenant, aMailPage(mailbox, { copies: [seen], walk: 2 }));

      const swept = await tenant.run(({ mail }) => mail.sweep(mailbox, reading, NOW));

      expect(swept).toBe(1);
      expect(await purge(tenant, mailbox)).toMatchObject({ copies: 2, interactions: 1 });
    });

    test('a parked message was seen by the walk', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copy = aCopy(mailbox);
      await keep(tenant, aMailPage(mailbox, { copies: [copy] }));
      const parked = [{ providerId: copy.providerId, reason: 'broken' }];
      await keep(tenant, aMailPage(mailbox, { parked, walk: 2 }));

      const swept = await tenant.run(({ mail }) => mail.sweep(mailbox, aReading({ walk: 2 }), NOW));

      expect(swept).toBe(0);
    });

    test('is purged no more at once than asked for', async () => {
      const tenant = await newTenant();
      const mailbox = await tenant.run((stores) => aStoredMailbox(stores, tenant));
      const copies = times(3, () => aCopy(mailbox));
      await keep(tenant, aMailPage(mailbox, { copies }));
      await keep(tenant, aMailPage(mailbox, { removed: copies.map(({ providerId }) => providerId) }));

      const first = await tenant.run(({ mail }) => mail.purge(mailbox, LATER, 2));

      expect(first.copies).toBe(2);
      expect((await purge(tenant, mailbox)).copies).toBe(1);
    });
  });
}

function aLease({ accountId }: Tenant): Lease {
  const { id, key, dueAt } = someWork({ accountId });
  const payload = { accountId, mailboxId: ids.next('mailbox') };
  const work = { id, accountId, kind: 'mailbox.sync', key, payload, dueAt, attempts: 0 } as const;
  return { work, fencing: 1, until: NOW.add({ minutes: 1 }) };
}

function keep({ run }: Tenant, page: MailPage) {
  return run(({ mail }) => mail.keep(page));
}

function purge({ run }: Tenant, mailbox: Mailbox) {
  return run(({ mail }) => mail.purge(mailbox, LATER, 100));
}

async function connectionsOf({ run, ada }: Tenant) {
  return await run(async ({ crm }) => {
    const people = await crm.people(ada.id, { kind: 'name', words: [] }, 100);
    return await crm.connections(people.map(({ id }) => id));
  });
}
