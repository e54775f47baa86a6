import { describe, expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { aSync, anAccount } from './rows.ts';
import { openTestDatabase } from './test-database.ts';

describe('a transaction', () => {
  test('stands when the signal is lost, and the loss is reported', async () => {
    const lost: unknown[] = [];
    await using database = await openTestDatabase({
      signal: { wake: () => Promise.reject(new Error('the alarm clock is down')) },
      signalLost: (error) => lost.push(error),
    });
    const accountId = await anAccount(database);

    await database.transaction.run(accountId, (stores) => stores.work.add(aSync(accountId, 'sync:1')));

    expect(await countOf(database.adminUrl, 'work')).toBe(1);
    expect(lost).toEqual([new Error('the alarm clock is down')]);
  });

  test('keeps instants right in a database whose clock is set to another zone', async () => {
    await using database = await openTestDatabase();
    const name = new URL(database.adminUrl).pathname.slice(1);
    await withPostgres(database.adminUrl, (admin) => admin.query(`ALTER DATABASE ${name} SET TimeZone = 'Asia/Tokyo'`));
    const accountId = await anAccount(database);
    const work = aSync(accountId, 'sync:1');
    await database.transaction.run(accountId, (stores) => stores.work.add(work));

    const lease = await database.queue.claim(accountId, work.id, work.dueAt, work.dueAt.add({ minutes: 1 }));

    expect(lease?.work.dueAt.toString()).toBe(work.dueAt.toString());
    const { rows } = await withPostgres(database.adminUrl, (admin) =>
      admin.query(`SELECT extract(epoch FROM due_at)::int AS due FROM work`),
    );
    expect(rows).toEqual([{ due: work.dueAt.epochMilliseconds / 1000 }]);
  });
});

async function countOf(adminUrl: string, table: string): Promise<number> {
  const { rowCount } = await withPostgres(adminUrl, (admin) => admin.query(`SELECT 1 FROM ${table}`));
  return rowCount ?? 0;
}
