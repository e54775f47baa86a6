import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const LOOK_MS = 200;

/** One local mode at a time works on a folder; the one before, if it is only just stopping, is waited for. */
export async function takeFolder(folder: string, say: (sentence: string) => void): Promise<AsyncDisposable> {
  const file = join(folder, 'local.pid');
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  let isTold = false;
  while (!(await take(file))) {
    const holder = await holderOf(file);
    if (holder === undefined || !isAlive(holder)) {
      await rm(file, { force: true });
      continue;
    }
    if (deadline.aborted)
      throw new Error(`Process ${holder} runs local mode on ${folder}: stop it, or set another USHER_DATA_DIR`);
    if (!isTold) say(`Process ${holder} still runs local mode on ${folder}; waiting for it to stop.`);
    isTold = true;
    await pause(LOOK_MS);
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function holderOf(file: string): Promise<number | undefined> {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
