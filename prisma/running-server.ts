import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.ts';
import { withPostgres } from './postgres-client.ts';

/** The address of the server that is running on this cluster's data, if one answers. */
export async function runningUrl(cluster: Cluster): Promise<string | undefined> {
  const lock = await readLock(cluster);
  if (lock === undefined) return undefined;
  const url = urlAt(cluster, lock.port);
  return (await answersFor(cluster, url)) ? url : undefined;
}

/**
 * A lock file left by a machine or container that went down can name a process that is now something else entirely;
 * PostgreSQL would wait for it for ever. A process that is gone it recovers from by itself.
 */
export async function clearForeignLock(cluster: Cluster): Promise<void> {
  const lock = await readLock(cluster);
  if (lock === undefined) return;
  const command = await commandOf(lock.pid);
  if (command === undefined || command.includes(cluster.data)) return;
  await rm(lockFile(cluster), { force: true });
}

export function urlAt({ password }: Cluster, port: number): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function answersFor({ data }: Cluster, url: string): Promise<boolean> {
  try {
    return await withPostgres(url, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === data;
    });
  } catch {
    // Not up, not yet up, or somebody else's: in each case it is not ours to use.
    return false;
  }
}

type Lock = { readonly pid: number; readonly port: number };

function lockFile({ data }: Cluster): string {
  return join(data, 'postmaster.pid');
}

// PostgreSQL's own file: process id, data directory, start time, port, socket directory, address, shared memory, status.
async function readLock(cluster: Cluster): Promise<Lock | undefined> {
  const text = await readFile(lockFile(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port } : undefined;
}

async function commandOf(pid: number): Promise<string | undefined> {
  try {
    return (await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', `${pid}`])).stdout.trim();
  } catch {
    // `ps` says with its exit code that there is no such process.
    return undefined;
  }
}
