import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
