import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export type RunningServer = AsyncDisposable & { readonly uri: string };

/** FerretDB 1.24, a server of MongoDB's wire protocol over SQLite, on a free loopback port. */
export async function runFerretDb(binary: string): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-ferretdb-'));
  const port = await freePort();
  const server = spawn(
    binary,
    [
      '--handler=sqlite',
      `--sqlite-url=file:${directory}/`,
      `--state-dir=${directory}`,
      `--listen-addr=127.0.0.1:${port}`,
      '--debug-addr=-',
      '--telemetry=disable',
      '--log-level=error',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  for (let waited = 0; !(await answers(port)); waited += 1) {
    if (waited < 200 && server.exitCode === null) await setTimeout(100);
    else {
      server.kill('SIGKILL');
      throw new Error(`FerretDB does not answer; its exit code is ${server.exitCode}`);
    }
  }
  return {
    uri: `mongodb://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe has no port');
  return address.port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
