import { describe, expect, test } from 'vitest';
import type { Lease } from '../../../core/work/work.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { someWork } from '../../builders/work.ts';
import { race, times, type NewTenant, type Tenant } from './tenant.ts';

const SOON = NOW.add({ seconds: 30 });
const LATER = NOW.add({ minutes: 10 });

export function workRules(newTenant: NewTenant): void {
  describe('the queue', () => {
    test('shows what is due, earliest first, and not what is for later', async () => {
      const tenant = await newTenant();
      const second = await added(tenant, NOW.subtract({ seconds: 1 }));
      const first = await added(tenant, NOW.subtract({ seconds: 2 }));
      await added(tenant, LATER);

      expect(await dueOf(tenant, NOW)).toEqual([first.id, second.id]);
    });

    test('shows the earliest of all accounts, no more than asked for', async () => {
      const long = NOW.subtract({ hours: 24 * 365 });
      const [acme, other] = [await newTenant(), await newTenant()];
      const second = await added(other, long.add({ seconds: 1 }));
      const first = await added(acme, long);

      const due = await acme.queue.due(NOW, 2);

      expect(due).toEqual([
        { accountId: acme.accountId, workId: first.id, kind: 'outbox.deliver' },
        { accountId: other.accountId, workId: second.id, kind: 'outbox.deliver' },
      ]);
      for (const tenant of [acme, other])
        await tenant.run(({ work }) => work.cancel(tenant === acme ? first.key : second.key));
    });

    test('gives one piece of work to one of many who want it', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);

      const leases = await race(times(8, () => () => tenant.queue.claim(tenant.accountId, work.id, NOW, SOON)));

      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    test('hands out what was added', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);

      const { work: leased, until } = await claimed(tenant, work.id, NOW);

      expect(leased).toEqual({ ...work, accountId: tenant.accountId, attempts: 0 });
      expect(until.toString()).toBe(SOON.toString());
    });

    test('gives away nothing before it is due, and nothing it does not know', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, SOON);

      const early = await tenant.queue.claim(tenant.accountId, work.id, NOW, LATER);
      const unknown = await tenant.queue.claim(tenant.accountId, ids.next('work'), NOW, LATER);

      expect([early, unknown]).toEqual([undefined, undefined]);
    });

    test('does not show work that is held, and shows it again when the holder has died', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      await claimed(tenant, work.id, NOW);

      expect(await dueOf(tenant, NOW.add({ seconds: 29 }))).toEqual([]);
      expect(await dueOf(tenant, SOON)).toEqual([work.id]);
    });

    test('a lease that was extended holds longer', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);

      const extended = await tenant.queue.extend(lease, LATER);

      expect(extended).toBe(true);
      expect(await dueOf(tenant, SOON)).toEqual([]);
      expect(await dueOf(tenant, LATER)).toEqual([work.id]);
    });

    test('shuts out a worker whose lease has passed to another', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const slow = await claimed(tenant, work.id, NOW);
      const next = await claimed(tenant, work.id, SOON);

      const refused = [
        await tenant.queue.extend(slow, LATER),
        await tenant.queue.finish(slow, { kind: 'done' }),
        await tenant.queue.finish(slow, { kind: 'parked', reason: 'poison' }),
        await tenant.queue.finish(slow, { kind: 'again', dueAt: NOW, countsAsAttempt: true, reason: 'late' }),
      ];

      expect(next.fencing).toBeGreaterThan(slow.fencing);
      expect(refused).toEqual([false, false, false, false]);
      expect(await tenant.queue.finish(next, { kind: 'done' })).toBe(true);
    });

    test('failures in a row are counted, and what is no failure ends the row', async () => {
      const tenant = await newTenant();
      const { id } = await added(tenant, NOW);
      const again = { kind: 'again', dueAt: NOW, reason: 'unavailable' } as const;
      const counted: number[] = [];

      for (const countsAsAttempt of [true, true, false, true]) {
        await tenant.queue.finish(await claimed(tenant, id, NOW), { ...again, countsAsAttempt });
        const lease = await claimed(tenant, id, NOW);
        counted.push(lease.work.attempts);
        await tenant.queue.finish(lease, { ...again, countsAsAttempt });
      }

      expect(counted).toEqual([1, 3, 0, 1]);
    });

    test('a worker that died counts as a failure, one that let go does not', async () => {
      const tenant = await newTenant();
      const { id } = await added(tenant, NOW);
      const again = { kind: 'again', dueAt: SOON, countsAsAttempt: true, reason: 'broken' } as const;

      const first = await claimed(tenant, id, NOW);
      const afterDeath = await claimed(tenant, id, SOON);
      const afterDeaths = await claimed(tenant, id, SOON.add({ seconds: 30 }));
      await tenant.queue.finish(afterDeaths, again);
      const afterFailure = await claimed(tenant, id, LATER);

      const leases = [first, afterDeath, afterDeaths, afterFailure];
      expect(leases.map(({ work }) => work.attempts)).toEqual([0, 1, 2, 3]);
    });

    test('work to be done again waits for its time', async () => {
      const tenant = await newTenant();
      const { id } = await added(tenant, NOW);

      const outcome = { kind: 'again', dueAt: LATER, countsAsAttempt: false, reason: 'throttled' } as const;
      await tenant.queue.finish(await claimed(tenant, id, NOW), outcome);

      expect(await dueOf(tenant, SOON)).toEqual([]);
      expect(await dueOf(tenant, LATER)).toEqual([id]);
    });

    test.each(['done', 'parked'] as const)('work that is %s is over and leaves its key free', async (kind) => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);

      await tenant.queue.finish(lease, { kind, reason: 'poison' });
      const over = await dueOf(tenant, LATER);
      const fresh = await added(tenant, NOW, work.key);

      expect(over).toEqual([]);
      expect(await dueOf(tenant, NOW)).toEqual([fresh.id]);
      expect(await tenant.queue.finish(lease, { kind: 'done' })).toBe(false);
    });
  });

  describe('adding work', () => {
    test('an open key moves to the earlier time and never to the later', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, SOON);

      await added(tenant, LATER, work.key);
      const afterLater = await dueOf(tenant, SOON);
      await added(tenant, NOW, work.key);

      expect(afterLater).toEqual([work.id]);
      expect(await dueOf(tenant, NOW)).toEqual([work.id]);
    });

    test('a key that many add at once is open once', async () => {
      const tenant = await newTenant();

      await Promise.all(times(6, () => added(tenant, NOW, 'mailbox:1')));

      expect(await dueOf(tenant, NOW)).toHaveLength(1);
    });

    test.each(['done', 'parked'] as const)('what was added during the work is done after it was %s', async (kind) => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);
      await added(tenant, NOW, work.key);

      const finished = await tenant.queue.finish(lease, { kind, reason: 'poison' });

      expect(finished).toBe(true);
      expect(await dueOf(tenant, NOW)).toEqual([work.id]);
      await tenant.queue.finish(await claimed(tenant, work.id, NOW), { kind: 'done' });
      expect(await dueOf(tenant, LATER)).toEqual([]);
    });

    test.each([
      ['the earlier wish', SOON, LATER],
      ['what the worker said, if that is earlier', LATER, SOON],
    ])('work that goes on later and was added meanwhile is due at %s', async (_, wished, said) => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);
      await added(tenant, wished, work.key);

      await tenant.queue.finish(lease, { kind: 'again', dueAt: said, countsAsAttempt: false, reason: 'cycle' });

      expect(await dueOf(tenant, SOON.subtract({ milliseconds: 1 }))).toEqual([]);
      expect(await dueOf(tenant, SOON)).toEqual([work.id]);
      const next = await claimed(tenant, work.id, SOON);
      await tenant.queue.finish(next, { kind: 'again', dueAt: LATER, countsAsAttempt: false, reason: 'cycle' });
      expect(await dueOf(tenant, SOON)).toEqual([]);
    });

    test('adding a key does not take the work from whoever holds it', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);

      await added(tenant, NOW, work.key);

      expect(await dueOf(tenant, NOW)).toEqual([]);
      expect(await tenant.queue.extend(lease, LATER)).toBe(true);
    });

    test('who claims after the holder died has seen what was added meanwhile', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      await claimed(tenant, work.id, NOW);
      await added(tenant, NOW, work.key);

      await tenant.queue.finish(await claimed(tenant, work.id, SOON), { kind: 'done' });

      expect(await dueOf(tenant, LATER)).toEqual([]);
    });

    test('cancelled work is not done, not even by the worker who holds it', async () => {
      const tenant = await newTenant();
      const work = await added(tenant, NOW);
      const lease = await claimed(tenant, work.id, NOW);

      await tenant.run((stores) => stores.work.cancel(work.key));

      expect(await tenant.queue.extend(lease, LATER)).toBe(false);
      expect(await tenant.queue.finish(lease, { kind: 'done' })).toBe(false);
      expect(await dueOf(tenant, LATER)).toEqual([]);
    });

    test('accounts have keys of their own', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const one = await added(acme, NOW, 'shared');
      const two = await added(other, NOW, 'shared');

      await acme.run(({ work }) => work.cancel('shared'));

      expect(await dueOf(acme, NOW)).not.toContain(one.id);
      expect(await dueOf(other, NOW)).toEqual([two.id]);
    });
  });
}

async function added({ run, accountId }: Tenant, dueAt: Temporal.Instant, key?: string) {
  const work = someWork({ accountId, dueAt, ...(key === undefined ? {} : { key }) });
  await run((stores) => stores.work.add(work));
  return work;
}

async function claimed({ queue, accountId }: Tenant, id: Lease['work']['id'], now: Temporal.Instant): Promise<Lease> {
  const lease = await queue.claim(accountId, id, now, now.add({ seconds: 30 }));
  if (lease === undefined) throw new Error('The work could not be claimed');
  return lease;
}

/** Of this account only: other tests have work in the same storage. */
async function dueOf({ queue, accountId }: Tenant, now: Temporal.Instant) {
  const due = await queue.due(now, 1000);
  return due.filter((work) => work.accountId === accountId).map(({ workId }) => workId);
}
