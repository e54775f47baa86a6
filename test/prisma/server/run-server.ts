import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

/** The superuser's address of the server that all files of one test run share; `TEST_DATABASE_URL` names another. */
export function runServer(): Promise<string> {
  return (server ??= Promise.resolve(process.env['TEST_DATABASE_URL'] ?? startedForRun()));
}

let server: Promise<string> | undefined;

/** Whichever worker comes first starts the keeper; the rest wait for the address it publishes. */
async function startedForRun(): Promise<string> {
  const run = process.env['VITEST'] !== undefined && isMainThread ? process.ppid : process.pid;
  const directory = join(tmpdir(), `usher-test-${run}`);
  try {
    await mkdir(directory, { mode: 0o711 });
    const keeper = [join(import.meta.dirname, 'keeper.ts'), directory, `${run}`];
    spawn(process.execPath, keeper, { detached: true, stdio: 'ignore' }).unref();
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  return published(directory);
}

async function published(directory: string): Promise<string> {
  for (let waited = 0; waited < 600; waited += 1) {
    const address = await textOf(join(directory, 'ready'));
    if (address !== undefined) return address;
    const failure = await textOf(join(directory, 'failed'));
    if (failure !== undefined) throw new Error(`The test database server did not start: ${failure}`);
    await setTimeout(100);
  }
  throw new Error(`No test database server within a minute; see ${directory}`);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
