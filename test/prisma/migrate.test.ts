import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alone, migrate } from '../../prisma/migrate.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { prepareDatabase } from '../../prisma/roles.ts';
import { openEmptyDatabase } from './test-database.ts';

const COMMITTED = join(import.meta.dirname, '../../prisma/migrations');

describe('migrating at start', () => {
  test('a database that is up to date is left as it is', async () => {
    await using database = await openEmptyDatabase();

    const first = await migrated(database.adminUrl);
    const second = await migrated(database.adminUrl);

    expect(first).toContain('0001_ground');
    expect(second).toEqual([]);
  });

  test('of four processes that start at once each migration is applied by one', async () => {
    await using database = await openEmptyDatabase();
    await using nothing = await noMigrations();
    const before = await migrated(database.adminUrl, nothing.directory);

    const applied = await Promise.all([1, 2, 3, 4].map(() => migrated(database.adminUrl)));

    expect(before).toEqual([]);
    expect(applied.filter((names) => names.includes('0001_ground'))).toHaveLength(1);
    expect(applied.flat()).toHaveLength(new Set(applied.flat()).size);
  });

  test('a migration that was changed after it had been applied is an error that names it', async () => {
    await using database = await openEmptyDatabase();
    await migrated(database.adminUrl);
    await using copy = await copyOfMigrations();
    await writeFile(join(copy.directory, '0001_ground/migration.sql'), 'SELECT 1');

    const again = migrated(database.adminUrl, copy.directory);

    await expect(again).rejects.toThrow('Migration 0001_ground was changed');
  });

  test('a database that is ahead of the program is refused', async () => {
    await using database = await openEmptyDatabase();
    await migrated(database.adminUrl);
    await using nothing = await noMigrations();

    const older = migrated(database.adminUrl, nothing.directory);

    await expect(older).rejects.toThrow('which this version does not know');
  });

  test('claims that were stored before they could be removed say when they are looked at and since when they are proved', async () => {
    await using database = await openEmptyDatabase();
    await using copy = await copyOfMigrations();
    for (const name of await readdir(copy.directory))
      if (name >= '0011') await rm(join(copy.directory, name), { recursive: true });
    await migrated(database.adminUrl, copy.directory);
    const at = '2026-11-22T12:00:00Z';
    const account = '019ab000-0000-7000-8000-000000000001';
    const stored: readonly (readonly [string, object])[] = [
      ['pending', { lastCheck: null, expiresAt: at }],
      ['verified', { verifiedAt: at, checkedAt: at }],
      ['lapsed', { since: at, graceUntil: at, checkedAt: at }],
      ['conflict', { at }],
    ];

    const rows = await withPostgres(database.adminUrl, async (admin) => {
      await admin.query(
        `INSERT INTO account (id, name, tier, user_managers, version, requests) VALUES ($1, 'Acme', 'scale', 'admin', 1, 0)`,
        [account],
      );
      for (const [index, [state, details]] of stored.entries())
        await admin.query('INSERT INTO domain_claim VALUES ($1, $2, $3, $4, $5, $6, $7, 1)', [
          account,
          `019ab000-0000-7000-8000-00000000001${index}`,
          `${state}.example`,
          'token',
          at,
          state,
          details,
        ]);
      await migrated(database.adminUrl);
      const found = await admin.query<{ state: string; details: object; proved: boolean }>(
        'SELECT state, details, first_verified_at IS NOT NULL AS proved FROM domain_claim ORDER BY id',
      );
      return found.rows;
    });

    expect(rows).toMatchObject([
      { state: 'pending', details: { nextLookAt: at }, proved: false },
      { state: 'verified', details: { nextLookAt: at }, proved: true },
      { state: 'lapsed', details: { nextLookAt: at, because: 'not-found' }, proved: true },
      { state: 'conflict', details: { sawRecord: true }, proved: false },
    ]);
  });

  test('seats that were owned before changes were remembered are remembered from the migration on, once', async () => {
    await using database = await openEmptyDatabase();
    await using copy = await copyOfMigrations();
    for (const name of await readdir(copy.directory))
      if (name >= '0019') await rm(join(copy.directory, name), { recursive: true });
    await migrated(database.adminUrl, copy.directory);
    const account = '019ab000-0000-7000-8000-000000000001';

    const rows = await withPostgres(database.adminUrl, async (admin) => {
      await admin.query(
        `INSERT INTO account (id, name, tier, user_managers, version, requests) VALUES ($1, 'Acme', 'scale', 'admin', 1, 0)`,
        [account],
      );
      await admin.query(`INSERT INTO entitlement VALUES ($1, 'sync-only', 5, 2, 7), ($1, 'full-access', 3, 0, 4)`, [
        account,
      ]);
      await admin.query(`INSERT INTO entitlement_change VALUES ($1, 'full-access', 4, 3, 0, '2026-03-13T09:00:00Z')`, [
        account,
      ]);
      await migrated(database.adminUrl);
      const found = await admin.query(
        `SELECT seat_type, version, purchased, used, at > now() - interval '1 hour' AS fresh
         FROM entitlement_change ORDER BY seat_type`,
      );
      return found.rows;
    });

    expect(rows).toEqual([
      { seat_type: 'full-access', version: 4, purchased: 3, used: 0, fresh: false },
      { seat_type: 'sync-only', version: 7, purchased: 5, used: 2, fresh: true },
    ]);
  });

  test('whoever named a delegate or set a policy before that was remembered is known as its author', async () => {
    await using database = await openEmptyDatabase();
    await using copy = await copyOfMigrations();
    for (const name of await readdir(copy.directory))
      if (name >= '0020') await rm(join(copy.directory, name), { recursive: true });
    await migrated(database.adminUrl, copy.directory);
    const [account, other] = [1, 2].map((id) => `019ab000-0000-7000-8000-00000000000${id}`);

    const rows = await withPostgres(database.adminUrl, async (admin) => {
      await admin.query(
        `INSERT INTO account (id, name, tier, user_managers, version, requests) VALUES ($1, 'Acme', 'scale', 'admin', 1, 0)`,
        [account],
      );
      const member = `INSERT INTO member VALUES ($1, $2, $3, $4, 'admin', '{}', 'active', 1)`;
      await admin.query(member, [account, account, 'Ada', 'ada@acme.example']);
      await admin.query(member, [account, other, 'Grace', 'grace@acme.example']);
      await admin.query(`INSERT INTO delegation VALUES ($1, $1, $2, now(), now(), 1)`, [account, other]);
      await admin.query(`INSERT INTO approval_policy VALUES ($1, 'sync-only', 1, $2)`, [account, { setBy: other }]);
      await migrated(database.adminUrl);
      const found = await admin.query<{ by: string }>(
        `SELECT set_by::text AS by FROM delegation UNION ALL SELECT policy->>'modeSetBy' FROM approval_policy`,
      );
      return found.rows.map(({ by }) => by);
    });

    expect(rows).toEqual([account, other]);
  });

  test('lists of one seat type become lists whose rows and requests say their type', async () => {
    await using database = await openEmptyDatabase();
    await using copy = await copyOfMigrations();
    for (const name of await readdir(copy.directory))
      if (name >= '0022') await rm(join(copy.directory, name), { recursive: true });
    await migrated(database.adminUrl, copy.directory);
    const [account, fetching, drafted, request] = [1, 2, 3, 4].map((id) => `019ab000-0000-7000-8000-00000000000${id}`);
    const terms = { privacy: 'share-all', team: null, mailSystem: null };

    const rows = await withPostgres(database.adminUrl, async (admin) => {
      await admin.query(
        `INSERT INTO account (id, name, tier, user_managers, seat_defaults, version, requests)
         VALUES ($1, 'Acme', 'scale', 'admin', '{}', 1, 1)`,
        [account],
      );
      await admin.query(`INSERT INTO member VALUES ($1, $1, 'Ada', 'ada@acme.example', 'admin', '{}', 'active', 1)`, [
        account,
      ]);
      await admin.query(`INSERT INTO quote VALUES ($1, $1, 'EUR', 0, now(), now(), '{}')`, [account]);
      const batch = `INSERT INTO batch VALUES ($1, $2, $1, now(), 'full-access', $3, $4, 1)`;
      await admin.query(batch, [account, fetching, 'fetching', { upload: { reference: 'F1', defaults: terms } }]);
      await admin.query(batch, [account, drafted, 'inviting', {}]);
      const row = `INSERT INTO batch_row VALUES ($1, $2, $3, 'Ada', 'ada@acme.example', NULL, $4, $5, 1)`;
      await admin.query(row, [account, drafted, 1, 'ready', { terms, remark: null }]);
      await admin.query(row, [account, drafted, 2, 'refused', { field: 'team', reason: 'None.' }]);
      await admin.query(
        `INSERT INTO approval_request VALUES ($1, $2, 1, $1, now(), $3, $1, $4, '[]', 'pending', '{}', 1)`,
        [
          account,
          request,
          { kind: 'bulk', batchId: drafted, seatType: 'full-access', people: [{ fullName: 'Ada' }] },
          { mode: 'manual', version: 2, steps: [], hours: 48 },
        ],
      );
      await migrated(database.adminUrl);
      const found = await admin.query<{ body: object }>(
        `SELECT details AS body FROM batch UNION ALL SELECT details FROM batch_row
         UNION ALL SELECT subject FROM approval_request UNION ALL SELECT policy FROM approval_request`,
      );
      return found.rows.map(({ body }) => body);
    });

    const said = { ...terms, seatType: 'full-access', end: null };
    const applied = [{ seatType: 'full-access', mode: 'manual', version: 2 }];
    for (const body of [
      { upload: { reference: 'F1', defaults: said } },
      { consent: null },
      { terms: said, remark: null },
      { field: 'team', reason: 'None.' },
      { kind: 'bulk', batchId: drafted, people: [{ fullName: 'Ada', seatType: 'full-access' }] },
      { applied, steps: [], hours: 48 },
    ])
      expect(rows).toContainEqual(body);
  });

  test('a migration that fails leaves the database as it was', async () => {
    await using database = await openEmptyDatabase();
    await using copy = await copyOfMigrations();
    await mkdir(join(copy.directory, '9999_broken'));
    await writeFile(
      join(copy.directory, '9999_broken/migration.sql'),
      'CREATE TABLE half_made (id int); SELECT no_such_column',
    );

    const broken = migrated(database.adminUrl, copy.directory);

    await expect(broken).rejects.toThrow('Migration 9999_broken could not be applied');
    expect(await tableExists(database.adminUrl, 'half_made')).toBe(false);
    expect(await tableExists(database.adminUrl, 'account')).toBe(true);
  });
});

async function migrated(adminUrl: string, directory = COMMITTED): Promise<readonly string[]> {
  return withPostgres(adminUrl, async (admin) => {
    await alone(admin, () => prepareDatabase(admin));
    return migrate(admin, directory);
  });
}

type Directory = AsyncDisposable & { readonly directory: string };

async function noMigrations(): Promise<Directory> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-migrations-'));
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}

async function copyOfMigrations(): Promise<Directory> {
  const copy = await noMigrations();
  await cp(COMMITTED, copy.directory, { recursive: true });
  return copy;
}

async function tableExists(adminUrl: string, name: string): Promise<boolean> {
  const { rowCount } = await withPostgres(adminUrl, (admin) =>
    admin.query('SELECT 1 FROM information_schema.tables WHERE table_name = $1', [name]),
  );
  return rowCount === 1;
}
