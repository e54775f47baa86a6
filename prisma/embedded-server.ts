import { createServer } from 'node:net';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openCluster, type Cluster } from './cluster.ts';
import { dataDirectory } from './data-directory.ts';
import { findBinaries, reachable, runTool } from './postgres-binaries.ts';
import { clearForeignLock, runningUrl, urlAt } from './running-server.ts';
import { serverUser } from './system-user.ts';

export type EmbeddedOptions = {
  readonly dataDir: string | undefined;
  readonly project: string;
  /** Hears in a sentence what the person who started the process should know. */
  readonly say: (sentence: string) => void;
};

export type EmbeddedServer = {
  /** The superuser's address: for roles and migrations, never for the application. */
  readonly adminUrl: string;
  /** Stops the server if this process owns it. Without it the server goes on, and the next start adopts it. */
  readonly stop: () => Promise<void>;
};

/**
 * A PostgreSQL of our own on loopback. It runs apart from this process, so neither a signal nor a crash here takes it
 * down while others, or we, still write; whoever starts next finds it running and takes it over if its owner is gone.
 */
export async function openEmbeddedServer({ dataDir, project, say }: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = await serverUser();
  const root = await dataDirectory({ wanted: dataDir, project, user, say });
  const binaries = await reachable({ binaries: await findBinaries(), user, root });
  const cluster = await openCluster({ root, binaries, user });
  const { adminUrl, isStarted } = await runningOrStarted(cluster);
  if (isStarted || !(await hasLivingOwner(cluster))) await own(cluster);
  return { adminUrl, stop: () => stopIfOwned(cluster) };
}

const ATTEMPTS = 10;

/** Right after a crash the old server may still be going down, and another process may be starting the same one. */
async function runningOrStarted(cluster: Cluster): Promise<{ readonly adminUrl: string; readonly isStarted: boolean }> {
  const failures: unknown[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const running = await runningUrl(cluster);
    if (running !== undefined) return { adminUrl: running, isStarted: false };
    try {
      return { adminUrl: await start(cluster), isStarted: true };
    } catch (error) {
      failures.push(error);
      await setTimeout(200 * attempt);
    }
  }
  const log = join(cluster.directory, 'log');
  throw new Error(`The embedded PostgreSQL did not start; ${log} says why`, { cause: new AggregateError(failures) });
}

async function start(cluster: Cluster): Promise<string> {
  const { binaries, data, directory, user } = cluster;
  await clearForeignLock(cluster);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  const args = ['start', '-D', data, '-l', join(directory, 'log'), '-w', '-t', '120', '-o', settings];
  await runTool(binaries.pg_ctl, args, { user, directory });
  return urlAt(cluster, port);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || address === null) throw new Error('No free port on loopback');
  return address.port;
}

function ownerFile({ directory }: Cluster): string {
  return join(directory, 'owner');
}

async function hasLivingOwner(cluster: Cluster): Promise<boolean> {
  const owner = await readOwner(cluster);
  return owner !== undefined && isAlive(owner);
}

/** Of several that adopt at once the last one to write is the owner, and knows it when it stops. */
async function own(cluster: Cluster): Promise<void> {
  const draft = `${ownerFile(cluster)}.${process.pid}`;
  await writeFile(draft, `${process.pid}`, { mode: 0o600 });
  await rename(draft, ownerFile(cluster));
}

async function stopIfOwned(cluster: Cluster): Promise<void> {
  if ((await readOwner(cluster)) !== process.pid) return;
  await rm(ownerFile(cluster), { force: true });
  const { binaries, data, directory, user } = cluster;
  await runTool(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60'], { user, directory });
}

async function readOwner(cluster: Cluster): Promise<number | undefined> {
  const text = await readFile(ownerFile(cluster), 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
