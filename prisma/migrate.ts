import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { OWNER } from './roles.ts';

const COMMITTED = join(import.meta.dirname, 'migrations');

/**
 * Brings the database to the committed migrations, each in a transaction of its own. Any number of processes may do so
 * at once: one works, the others wait and find nothing left to do. Returns the names of those it applied.
 */
export async function migrate(admin: pg.Client, directory: string = COMMITTED): Promise<readonly string[]> {
  return alone(admin, async () => {
    await admin.query(`SET ROLE ${OWNER}`);
    try {
      await admin.query(JOURNAL);
      const applied = await readJournal(admin);
      const migrations = await readMigrations(directory);
      refuseForeign(applied, migrations);
      const waiting = migrations.filter(({ name }) => !applied.has(name));
      for (const migration of waiting) await apply(admin, migration);
      return waiting.map(({ name }) => name);
    } finally {
      await admin.query('RESET ROLE');
    }
  });
}

/** The lock that Prisma's own command line takes too, so that neither runs into the other. */
const PRISMA_LOCK = 72_707_369;

/** Holds the database for changes to its structure; the same connection may take it again inside. */
export async function alone<Value>(admin: pg.Client, change: () => Promise<Value>): Promise<Value> {
  await admin.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
  try {
    return await change();
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK]);
  }
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** As Prisma's command line makes it, so that its `migrate deploy` and `migrate status` agree with us. */
const JOURNAL = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function readJournal(admin: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await admin.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished !== undefined) throw new Error(`Migration ${unfinished.name} was begun elsewhere and never finished`);
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function refuseForeign(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    const ours = known.get(name);
    if (ours === undefined) throw new Error(`The database has migration ${name}, which this version does not know`);
    if (ours !== checksum) throw new Error(`Migration ${name} was changed after it had been applied to this database`);
  }
}

async function apply(admin: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await admin.query('BEGIN');
  try {
    await admin.query(sql);
    await admin.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await admin.query('COMMIT');
  } catch (error) {
    await admin.query('ROLLBACK');
    throw new Error(`Migration ${name} could not be applied; the database is as it was before`, { cause: error });
  }
}
