import { describe, expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { aSync, anAccount, NOW } from './rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const SOON = NOW.add({ seconds: 30 });
const LATER = NOW.add({ minutes: 10 });

describe('the queue of work', () => {
  test('shows what is due in every account, earliest first', async () => {
    await using database = await openTestDatabase();
    const first = await added(database, NOW.subtract({ seconds: 2 }));
    const second = await added(database, NOW.subtract({ seconds: 1 }));
    await added(database, LATER);

    const due = await database.queue.due(NOW, 10);

    expect(due.map(({ workId }) => workId)).toEqual([first.id, second.id]);
    expect(due[0]).toEqual({ accountId: first.accountId, workId: first.id, kind: 'mailbox.sync' });
  });

  test('gives one piece of work to one of ten workers who want it', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);

    const leases = await Promise.all(
      Array.from({ length: 10 }, () => database.queue.claim(work.accountId, work.id, NOW, SOON)),
    );

    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test('shuts out a worker whose lease has passed to another', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);
    const slow = await claimed(database, work, NOW);
    const next = await claimed(database, work, SOON);

    const extended = await database.queue.extend(slow, LATER);
    const finished = await database.queue.finish(slow, { kind: 'done' });

    expect(next.fencing).toBeGreaterThan(slow.fencing);
    expect([extended, finished]).toEqual([false, false]);
    expect(await database.queue.finish(next, { kind: 'done' })).toBe(true);
  });

  test('does not show work that is held, and shows it again when the holder has died', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);
    await claimed(database, work, NOW);

    const meanwhile = await database.queue.due(NOW, 10);
    const afterwards = await database.queue.due(SOON, 10);

    expect(meanwhile).toEqual([]);
    expect(afterwards).toHaveLength(1);
  });

  test('an open key moves to the earlier time and never to the later', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, SOON);
    const again = (dueAt: Temporal.Instant) =>
      database.transaction.run(work.accountId, (stores) => stores.work.add(aSync(work.accountId, work.key, dueAt)));

    await again(LATER);
    await again(NOW);

    expect((await database.queue.due(NOW, 10)).map(({ workId }) => workId)).toEqual([work.id]);
  });

  test('a wish that comes while the work is being done is done afterwards', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);
    const lease = await claimed(database, work, NOW);
    await database.transaction.run(work.accountId, (stores) => stores.work.add(aSync(work.accountId, work.key)));

    const finished = await database.queue.finish(lease, { kind: 'done' });

    expect(finished).toBe(true);
    expect(await database.queue.due(NOW, 10)).toHaveLength(1);
  });

  test('a failure counts as an attempt, throttling does not', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);
    const again = { kind: 'again', dueAt: NOW, reason: 'unavailable' } as const;

    await database.queue.finish(await claimed(database, work, NOW), { ...again, countsAsAttempt: true });
    await database.queue.finish(await claimed(database, work, NOW), { ...again, countsAsAttempt: false });
    const third = await claimed(database, work, NOW);

    expect(third.work.attempts).toBe(1);
  });

  test.each(['done', 'parked'] as const)('work that is %s leaves its key free', async (kind) => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);

    await database.queue.finish(await claimed(database, work, NOW), { kind, reason: 'poison' });
    const fresh = aSync(work.accountId, work.key);
    await database.transaction.run(work.accountId, (stores) => stores.work.add(fresh));

    expect((await database.queue.due(NOW, 10)).map(({ workId }) => workId)).toEqual([fresh.id]);
  });

  test('leaves work of a kind that only another version knows to that version', async () => {
    await using database = await openTestDatabase();
    const known = await added(database, NOW);
    const unknown = await added(database, NOW);
    await withPostgres(database.adminUrl, (admin) =>
      admin.query(`UPDATE work SET kind = 'mailbox.from-the-future' WHERE id = $1`, [unknown.id]),
    );

    const due = await database.queue.due(NOW, 10);
    const lease = await database.queue.claim(unknown.accountId, unknown.id, NOW, SOON);

    expect(due.map(({ workId }) => workId)).toEqual([known.id]);
    expect(lease).toBeUndefined();
  });

  test('cancelled work is not done, not even by the worker who holds it', async () => {
    await using database = await openTestDatabase();
    const work = await added(database, NOW);
    const lease = await claimed(database, work, NOW);

    await database.transaction.run(work.accountId, (stores) => stores.work.cancel(work.key));

    expect(await database.queue.extend(lease, LATER)).toBe(false);
    expect(await database.queue.due(LATER, 10)).toEqual([]);
  });
});

async function added(database: TestDatabase, dueAt: Temporal.Instant) {
  const accountId = await anAccount(database);
  const work = aSync(accountId, `sync:${dueAt.toString()}`, dueAt);
  await database.transaction.run(accountId, (stores) => stores.work.add(work));
  return { ...work, accountId };
}

async function claimed(database: TestDatabase, work: Awaited<ReturnType<typeof added>>, now: Temporal.Instant) {
  const lease = await database.queue.claim(work.accountId, work.id, now, now.add({ seconds: 30 }));
  if (lease === undefined) throw new Error('The work could not be claimed');
  return lease;
}
