import { describe, expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { anAccount } from './rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

describe('rules that hold whatever the application does', () => {
  test('no more seats can be used than were purchased', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);
    const use = (purchased: number, used: number) =>
      database.transaction.run(accountId, async ({ entitlements }) => {
        const before = await entitlements.lock('sync-only');
        await entitlements.replace(before, { ...before, purchased, used, version: before.version + 1 });
      });

    await use(1, 1);
    const tooMany = use(1, 2);
    await expect(tooMany).rejects.toThrow(/entitlement_capacity/);
    const belowZero = use(1, -1);
    await expect(belowZero).rejects.toThrow(/entitlement_capacity/);

    const kept = await database.transaction.run(accountId, ({ entitlements }) => entitlements.list());
    expect(kept).toMatchObject([{ purchased: 1, used: 1 }]);
  });

  test('what is written once can be neither changed nor deleted by the application', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);

    for (const table of ['audit_record', 'quote', 'acknowledgement', 'account_terms']) {
      const change = asApp(database, accountId, `UPDATE ${table} SET account_id = account_id`);
      await expect(change).rejects.toThrow(`permission denied for table ${table}`);

      const deletion = asApp(database, accountId, `DELETE FROM ${table}`);
      await expect(deletion).rejects.toThrow(`permission denied for table ${table}`);
    }
  });

  test('an audit record that does not join the end of its chain is not stored', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);
    const insert = (seq: number, previousHash: string, hash: string) =>
      asApp(
        database,
        accountId,
        `INSERT INTO audit_record (account_id, seq, hash, record)
         VALUES ('${accountId}', ${seq}, '${hash}', '{"previousHash":"${previousHash}"}')`,
      );
    await insert(1, '0'.repeat(64), 'a'.repeat(64));

    const fork = insert(2, '0'.repeat(64), 'b'.repeat(64));
    await expect(fork).rejects.toThrow('Audit record 2 does not join the chain after 1');
    const gap = insert(3, 'a'.repeat(64), 'b'.repeat(64));
    await expect(gap).rejects.toThrow('Audit record 3 does not join the chain after 1');

    await insert(2, 'a'.repeat(64), 'b'.repeat(64));
  });

  test('the application can neither make tables nor read the journal of migrations', async () => {
    await using database = await openTestDatabase();
    const accountId = await anAccount(database);

    const made = asApp(database, accountId, 'CREATE TABLE public.own (id int)');
    await expect(made).rejects.toThrow('permission denied for schema public');

    const read = asApp(database, accountId, 'TABLE _prisma_migrations');
    await expect(read).rejects.toThrow('permission denied');
  });

  test('the job store has a schema of its own and no other', async () => {
    await using database = await openTestDatabase();

    const schema = await withPostgres(database.jobsUrl, async (client) => {
      await client.query('CREATE TABLE jobs (id int)');
      return (await client.query(`SELECT schemaname FROM pg_tables WHERE tablename = 'jobs'`)).rows;
    });

    expect(schema).toEqual([{ schemaname: 'usher_jobs' }]);
  });
});

async function asApp({ appUrl }: TestDatabase, accountId: string, query: string): Promise<void> {
  await withPostgres(appUrl, async (client) => {
    await client.query(`SELECT set_config('usher.account_id', $1, false)`, [accountId]);
    await client.query(query);
  });
}
