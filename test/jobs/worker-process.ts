import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { z } from 'zod';

export type WorkerProcess = AsyncDisposable & {
  readonly said: readonly Saying[];
  readonly hears: (event: Saying['event']) => Promise<void>;
  /** Ends the process by a signal and answers its exit code, or null when the signal killed it. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>;
};

export type ProcessOptions = {
  readonly adminUrl: string;
  readonly mongoUri: string | undefined;
  readonly takesMs: number;
};

const saying = z.object({ event: z.enum(['ready', 'started', 'finished']), claimId: z.string().optional() });
export type Saying = z.infer<typeof saying>;

/** A worker in a process of its own, to be killed. */
export async function spawnWorker(options: ProcessOptions): Promise<WorkerProcess> {
  const script = join(import.meta.dirname, 'worker-main.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const said: Saying[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(saying.parse(JSON.parse(line))));
  const hears = async (event: Saying['event']): Promise<void> => {
    await expect.poll(() => said.some((one) => one.event === event), { timeout: 20_000 }).toBe(true);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return await exited;
  };
  await hears('ready');
  return {
    said,
    hears,
    end,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    },
  };
}
