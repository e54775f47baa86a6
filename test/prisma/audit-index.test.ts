import { expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { anAccount } from './rows.ts';
import { openTestDatabase } from './test-database.ts';

/** Under row-level security a condition that is not leakproof is no condition of an index: PostgreSQL, 5.9 and 39.5. */
test('the application finds the records about something by an index, whatever the policies of the table', async () => {
  await using database = await openTestDatabase();
  const accountId = await anAccount(database);

  const plan = await withPostgres(database.adminUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO audit_record (account_id, seq, hash, record)
       SELECT $1, seq, repeat(md5(seq::text), 2),
              jsonb_build_object('subject', jsonb_build_object('id', seq::text), 'facts', jsonb_build_object('request', seq::text))
       FROM generate_series(1, 3000) AS seq`,
      [accountId],
    );
    await client.query('ANALYZE audit_record');
    await client.query('SET ROLE usher_app');
    await client.query(`SELECT set_config('usher.account_id', $1, false)`, [accountId]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM audit_record
       WHERE account_id = '${accountId}' AND (subject_id IN ('one', 'other') OR request_id IN ('one', 'other'))`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });

  expect(plan).toMatch(/Index Cond: .*subject_id = ANY/u);
  expect(plan).toMatch(/Index Cond: .*request_id = ANY/u);
});
