import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { waitFor } from '../demo/wait-for.ts';
import type { ScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { shareClock, type ProcessOrder } from './shared-clock.ts';

const said = z.looseObject({ msg: z.string(), level: z.number() });
export type Said = z.infer<typeof said>;

/** A process of the product that can be killed. What it logs is kept, what it sends is heard. */
export type Spawned = AsyncDisposable & {
  readonly said: readonly Said[];
  readonly heard: readonly unknown[];
  readonly tell: (message: object) => void;
  readonly hears: (message: string) => Promise<Said>;
  /** Without a chance to tidy up. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type SpawnOptions = {
  readonly program: 'worker-process.ts' | 'web-process.ts';
  readonly clock: ScaledClock;
  readonly settings: Readonly<Record<string, string>>;
  readonly patienceMs?: number;
};

/** Longer than anything takes here, so that nobody is answered for who is still being answered. */
const PATIENCE_MS = 15_000;

export async function spawnProcess(options: SpawnOptions): Promise<Spawned> {
  const { program, clock, settings, patienceMs = PATIENCE_MS } = options;
  const order: ProcessOrder = { ...shareClock(clock), patienceMs };
  const script = join(import.meta.dirname, '../local', program);
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...settings },
  });
  const exited = once(child, 'exit');
  const lines: Said[] = [];
  const heard: unknown[] = [];
  if (child.stdout === null) throw new Error('The process has no output');
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(said.parse(JSON.parse(line))));
  child.on('message', (message) => heard.push(message));
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!isOver()) child.kill(signal);
    await exited;
  };
  const hears = (message: string): Promise<Said> =>
    waitFor(`${program} saying “${message}”`, () => {
      if (isOver()) throw new Error(`${program} ended before it said “${message}”`);
      return lines.find(({ msg }) => msg === message);
    });
  await hears('Ready');
  return {
    said: lines,
    heard,
    tell: (message) => void child.send(message),
    hears,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}
