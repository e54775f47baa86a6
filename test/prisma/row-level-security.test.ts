import type { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/open-database.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { addedMember, aMember, anAccount } from './rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

describe('the rows of an account', () => {
  test('are all that its transaction sees, even where a query forgets to ask for the account', async () => {
    await using database = await openTestDatabase();
    const [ours, theirs] = await twoAccountsWithAMember(database);

    const seen = await asApp(database, ours, 'SELECT account_id FROM member');
    const unset = await asApp(database, undefined, 'SELECT account_id FROM member');

    expect(seen).toEqual([{ account_id: ours }]);
    expect(unset).toEqual([]);
    expect(theirs).not.toBe(ours);
  });

  test('stay unseen on a connection that served another account before', async () => {
    await using database = await openTestDatabase();
    const [ours] = await twoAccountsWithAMember(database);

    const after = await withApp(database, async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('usher.account_id', $1, true)`, [ours]);
      await client.query('COMMIT');
      return (await client.query('SELECT 1 FROM member')).rowCount;
    });

    expect(after).toBe(0);
  });

  test('cannot be written by another account', async () => {
    await using database = await openTestDatabase();
    const [ours, theirs] = await twoAccountsWithAMember(database);

    const smuggled = database.transaction.run(ours, (stores) => stores.members.add(aMember(theirs, 'eve@example.com')));

    await expect(smuggled).rejects.toThrow(/row-level security/);
    expect(await asApp(database, ours, 'UPDATE member SET full_name = $$x$$ RETURNING account_id')).toHaveLength(1);
  });

  test('every table is protected and names the account first in its primary key', async () => {
    await using database = await openTestDatabase();

    const { rows } = await withPostgres(database.adminUrl, (admin) =>
      admin.query<{ name: string; bound: boolean; first: string }>(
        `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS bound, a.attname AS first
         FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1)`,
        [OUTSIDE_ACCOUNTS],
      ),
    );

    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ bound }) => !bound)).toEqual([]);
    expect(rows.filter(({ first, name }) => first !== (name === 'account' ? 'id' : 'account_id'))).toEqual([]);
  });

  test('are not for the owner of the tables either, who reads across accounts in five tables only', async () => {
    await using database = await openTestDatabase();
    await twoAccountsWithAMember(database);

    const counted = await withPostgres(database.adminUrl, async (admin) => {
      await admin.query('SET ROLE usher_owner');
      const [accounts, members] = [await admin.query('TABLE account'), await admin.query('TABLE member')];
      return [accounts.rowCount, members.rowCount];
    });

    expect(counted).toEqual([2, 0]);
  });

  test('are refused to a superuser as the application: no rule would bind it', async () => {
    await using database = await openTestDatabase();

    const opened = openDatabase({
      url: database.adminUrl,
      appUrl: database.adminUrl,
      project: import.meta.dirname,
      signal: { wake: async () => undefined },
      signalLost: () => undefined,
      say: () => undefined,
    });

    await expect(opened).rejects.toThrow('The application may not run as');
  });
});

/** What belongs to the installation and holds nothing of a customer's. */
const OUTSIDE_ACCOUNTS = ['_prisma_migrations', 'installation'];

async function twoAccountsWithAMember(database: TestDatabase) {
  const [ours, theirs] = [await anAccount(database), await anAccount(database)];
  for (const accountId of [ours, theirs])
    await database.transaction.run(accountId, (stores) => addedMember(stores, accountId, 'ada@example.com'));
  return [ours, theirs] as const;
}

async function asApp(database: TestDatabase, accountId: string | undefined, query: string): Promise<unknown[]> {
  return withApp(database, async (client) => {
    if (accountId !== undefined) await client.query(`SELECT set_config('usher.account_id', $1, false)`, [accountId]);
    return (await client.query(query)).rows;
  });
}

function withApp<Value>({ appUrl }: TestDatabase, use: (client: Client) => Promise<Value>): Promise<Value> {
  return withPostgres(appUrl, use);
}
