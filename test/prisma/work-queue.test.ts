import { describe, expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { aSync, anAccount, NOW } from './rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const SOON = NOW.add({ seconds: 30 });

describe('the queue of work', () => {
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
});

async function added(database: TestDatabase, dueAt: Temporal.Instant) {
  const accountId = await anAccount(database);
  const work = aSync(accountId, `sync:${dueAt.toString()}`, dueAt);
  await database.transaction.run(accountId, (stores) => stores.work.add(work));
  return { ...work, accountId };
}
