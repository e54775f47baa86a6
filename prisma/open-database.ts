import type { Client } from 'pg';
import type { Registry } from '../core/accounts/registry.ts';
import type { Clock } from '../core/clock.ts';
import type { SurfaceAddresses } from '../core/outbox/conversation-references.ts';
import type { MasterKeys } from '../core/secrets/master-keys.ts';
import type { Transaction } from '../core/transaction.ts';
import type { WorkQueue, WorkSignal } from '../core/work/work.ts';
import { checkMasterKey } from './check-master-key.ts';
import { createClient } from './client.ts';
import { openEmbeddedServer } from './embedded-server.ts';
import { alone, migrate } from './migrate.ts';
import { withPostgres } from './postgres-client.ts';
import { createRegistry } from './registry.ts';
import { ensureAppUrl, ensureRoles, JOBS_SCHEMA, OWNER, prepareDatabase, refuseUnboundRole } from './roles.ts';
import { createStores } from './stores.ts';
import { createSurfaceAddresses } from './surface-addresses.ts';
import { createTransaction } from './transaction.ts';
import { createWorkQueue } from './work-queue.ts';

export type DatabaseOptions = {
  /** A server that is there already; undefined starts the embedded one. */
  readonly url?: string | undefined;
  /** The address for usher_app, where it cannot be derived from `url`. */
  readonly appUrl?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly project: string;
  readonly connections?: number | undefined;
  readonly signal: WorkSignal;
  readonly signalLost: (error: unknown) => void;
  readonly say: (sentence: string) => void;
};

export type Database = {
  readonly transaction: Transaction;
  readonly registry: Registry;
  readonly queue: WorkQueue;
  /** Throws when the configured master key is not the one this database was set up with. */
  readonly checkMasterKey: (masters: MasterKeys) => Promise<void>;
  readonly addressesAt: (clock: Clock) => SurfaceAddresses;
  readonly appUrl: string;
  /** The same role, with its own schema in front: for a job store in this database. */
  readonly jobsUrl: string;
  /** Throws when the database does not answer: for the readiness endpoint. */
  readonly ping: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts or finds the server, brings it up to date as usher_owner, and then works as usher_app only. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = await openServer(options);
  try {
    const appUrl = await prepare(server.url, options.appUrl);
    await refuseUnboundRole(appUrl);
    return connected(appUrl, options, server.stop);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Server = { readonly url: string; readonly stop: () => Promise<void> };

async function openServer({ url: given, dataDir, project, say }: DatabaseOptions): Promise<Server> {
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const { adminUrl, stop } = await openEmbeddedServer({ dataDir, project, say });
  try {
    const url = await withPostgres(adminUrl, (admin) => ensureDatabase(admin, adminUrl, 'usher'));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The caller's connection goes to another database of the same server. */
export async function ensureDatabase(admin: Client, adminUrl: string, name: string): Promise<string> {
  await alone(admin, async () => {
    await ensureRoles(admin);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${OWNER}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Returns the application's own address. */
export async function prepare(adminUrl: string, appUrl: string | undefined): Promise<string> {
  return withPostgres(adminUrl, (admin) =>
    alone(admin, async () => {
      await ensureRoles(admin);
      await prepareDatabase(admin);
      await migrate(admin);
      return appUrl ?? (await ensureAppUrl(admin, adminUrl));
    }),
  );
}

function connected(appUrl: string, options: DatabaseOptions, stopServer: () => Promise<void>): Database {
  const client = createClient({ url: appUrl, connections: options.connections ?? 10 });
  const { signal, signalLost } = options;
  const registry = createRegistry({ client });
  return {
    transaction: createTransaction({ client, stores: createStores, signal, signalLost }),
    registry,
    checkMasterKey: (masters) => checkMasterKey({ client }, masters),
    addressesAt: (clock) => createSurfaceAddresses({ client, registry, clock }),
    queue: createWorkQueue({ client }),
    appUrl,
    jobsUrl: withSchema(appUrl, JOBS_SCHEMA),
    ping: async () => {
      await client.$queryRaw`SELECT 1`;
    },
    stop: async () => {
      try {
        await client.$disconnect();
      } finally {
        await stopServer();
      }
    },
  };
}

function withSchema(appUrl: string, schema: string): string {
  const url = new URL(appUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href;
}
