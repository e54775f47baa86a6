import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { playgroundSettings, type PlaygroundPerson } from './playground-settings.ts';

export interface Playground extends AsyncDisposable {
  readonly url: string;
}

const MOST_MS = 30_000;

/** Microsoft’s local client of Teams, a development tool, as a process of its own that ends with this one. */
export async function startPlayground(endpoint: string, port: number, user: PlaygroundPerson): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-playground-'));
  await writeFile(join(folder, '.m365agentsplayground.yml'), playgroundSettings(user));
  const cli = fileURLToPath(new URL('../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url));
  const options = ['start', '-e', endpoint, '-c', 'msteams', '-p', `${port}`, '--disable-telemetry'];
  const child = spawn(process.execPath, [cli, ...options], { cwd: folder, stdio: 'ignore' });
  const playground: Playground = {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await answering(playground.url, child);
  } catch (error) {
    await playground[Symbol.asyncDispose]();
    throw error;
  }
  return playground;
}

/** A port that was free a moment ago: the playground must be told one, and the bot must know it before it starts. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(MOST_MS);
  while (!deadline.aborted) {
    if (child.exitCode !== null) throw new Error(`The playground ended with ${child.exitCode}`);
    const isThere = await fetch(url, { signal: deadline }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await pause(200);
  }
  throw new Error('The playground did not start in time');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const isStuck = await Promise.race([ended.then(() => false), pause(3000, true, { ref: false })]);
  if (isStuck) child.kill('SIGKILL');
  await ended;
}
