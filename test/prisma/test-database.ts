import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkSignal } from '../../core/work/work.ts';
import { alone } from '../../prisma/migrate.ts';
import { ensureDatabase, openDatabase, prepare, type Database } from '../../prisma/open-database.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { ensureRoles, OWNER } from '../../prisma/roles.ts';
import { runServer } from './server/run-server.ts';

export type TestDatabase = Database &
  AsyncDisposable & {
    /** The superuser's way into this database, which no rule binds. */
    readonly adminUrl: string;
  };

export type TestDatabaseOptions = {
  readonly signal?: WorkSignal;
  readonly signalLost?: (error: unknown) => void;
  readonly connections?: number;
};

/** A fresh, migrated, empty database with the real roles, dropped when it is disposed of. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const adminUrl = await createDatabase();
  const database = await openDatabase({
    url: adminUrl,
    project: import.meta.dirname,
    signal: { wake: async () => undefined },
    signalLost: (error) => {
      throw error;
    },
    say: () => undefined,
    ...options,
  });
  const stop = async (): Promise<void> => {
    await database.stop();
    await dropDatabase(adminUrl);
  };
  return { ...database, adminUrl, stop, [Symbol.asyncDispose]: stop };
}

/** A database nobody has migrated yet. */
export async function openEmptyDatabase(): Promise<AsyncDisposable & { readonly adminUrl: string }> {
  const adminUrl = await createDatabase('template0');
  return { adminUrl, [Symbol.asyncDispose]: () => dropDatabase(adminUrl) };
}

async function createDatabase(template?: string): Promise<string> {
  const server = await runServer();
  const source = template ?? (await (templateName ??= prepareTemplate(server)));
  const name = `usher_test_${randomBytes(6).toString('hex')}`;
  await withPostgres(server, async (admin) => {
    await ensureRoles(admin);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER ${OWNER}`);
  });
  return urlOf(server, name);
}

let templateName: Promise<string> | undefined;

/** Migrated once for all; its name carries the migrations, so that a server that is kept never serves an old one. */
async function prepareTemplate(server: string): Promise<string> {
  const name = `usher_template_${await digestOfMigrations()}`;
  await withPostgres(server, (admin) =>
    alone(admin, async () => {
      const url = await ensureDatabase(admin, server, name);
      await prepare(url, undefined);
    }),
  );
  return name;
}

async function digestOfMigrations(): Promise<string> {
  const directory = join(import.meta.dirname, '../../prisma/migrations');
  const names = await readdir(directory, { recursive: true });
  const hash = createHash('sha256');
  for (const name of names.filter((file) => file.endsWith('.sql')).toSorted())
    hash.update(name).update(await readFile(join(directory, name)));
  return hash.digest('hex').slice(0, 12);
}

async function dropDatabase(adminUrl: string): Promise<void> {
  const name = new URL(adminUrl).pathname.slice(1);
  await withPostgres(await runServer(), (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
