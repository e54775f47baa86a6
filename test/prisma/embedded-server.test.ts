import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { describe, expect, test } from 'vitest';
import { openEmbeddedServer } from '../../prisma/embedded-server.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';

describe('the embedded server', () => {
  test('outlives kill -9 of the process that started it; the next one adopts it, data and all', async () => {
    await using place = await aPlace();
    const first = await held(place.directory);
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS row');
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');

    const next = await openEmbeddedServer(place.options);
    const rows = await query(next.adminUrl, 'TABLE kept');
    await next.stop();

    expect(next.adminUrl).toBe(first.adminUrl);
    expect(rows).toEqual([{ row: 1 }]);
    await expect(query(next.adminUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('comes back when both it and the process that started it were killed', async () => {
    await using place = await aPlace();
    const first = await held(place.directory);
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS row');
    const postmaster = Number((await readFile(lockFile(place.directory), 'utf8')).split('\n')[0]);
    first.process.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');

    const next = await openEmbeddedServer(place.options);
    const rows = await query(next.adminUrl, 'TABLE kept');
    await next.stop();

    expect(rows).toEqual([{ row: 1 }]);
  });

  test('is shared by a second process, which does not stop it', async () => {
    await using place = await aPlace();
    const owner = await held(place.directory);

    const guest = await openEmbeddedServer(place.options);
    await guest.stop();

    expect(guest.adminUrl).toBe(owner.adminUrl);
    expect(await query(owner.adminUrl, 'SELECT 1 AS row')).toEqual([{ row: 1 }]);
    await released(owner.process);
    await expect(query(owner.adminUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('is one server when two processes start it for the first time at once', async () => {
    await using place = await aPlace();

    const both = await Promise.all([held(place.directory), held(place.directory)]);

    expect(both[0].adminUrl).toBe(both[1].adminUrl);
    await Promise.all(both.map((one) => released(one.process)));
  });

  test('starts although a lock file names a process that is something else by now', async () => {
    await using place = await aPlace();
    const before = await openEmbeddedServer(place.options);
    await before.stop();
    const lines = [process.pid, join(place.directory, 'postgres/data'), 1, 1, '', '127.0.0.1', '1 1', 'ready'];
    await writeFile(lockFile(place.directory), lines.join('\n'));

    const after = await openEmbeddedServer(place.options);
    const rows = await query(after.adminUrl, 'SELECT 1 AS row');
    await after.stop();

    expect(rows).toEqual([{ row: 1 }]);
  });

  test('refuses the data of another major version in words', async () => {
    await using place = await aPlace();
    await (await openEmbeddedServer(place.options)).stop();
    await writeFile(join(place.directory, 'postgres/data/PG_VERSION'), '12\n');

    const opened = openEmbeddedServer(place.options);

    await expect(opened).rejects.toThrow('belongs to PostgreSQL 12; this is 18');
  });

  test('keeps its password to itself and lets nobody in without it', async () => {
    await using place = await aPlace();
    const server = await openEmbeddedServer(place.options);
    const intruder = new URL(server.adminUrl);
    intruder.password = 'guess';

    const entered = query(intruder.href, 'SELECT 1');
    await expect(entered).rejects.toThrow('password authentication failed');
    await server.stop();

    const { mode } = await stat(join(place.directory, 'postgres/password'));
    expect(mode & 0o777).toBe(0o600);
  });

  test.runIf(process.getuid?.() === 0)('says which directory the database user may not enter', async () => {
    await using place = await aPlace();
    const closed = join(place.directory, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o700);

    const opened = openEmbeddedServer({ ...place.options, dataDir: join(closed, 'data') });

    await expect(opened).rejects.toThrow(`may not enter ${closed}`);
  });
});

async function aPlace() {
  const directory = await mkdtemp(join(tmpdir(), 'usher-embedded-'));
  await chmod(directory, 0o711);
  const options = { dataDir: directory, project: directory, say: () => undefined };
  return { directory, options, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}

async function held(directory: string): Promise<{ readonly process: ChildProcess; readonly adminUrl: string }> {
  const program = join(import.meta.dirname, 'server/hold-server.ts');
  const child = spawn(process.execPath, [program, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [adminUrl] = await once(lines, 'line');
  return { process: child, adminUrl: String(adminUrl) };
}

async function released(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  await once(child, 'exit');
}

async function query(url: string, sql: string): Promise<unknown[]> {
  return withPostgres(url, async (client) => (await client.query(sql)).rows);
}

function lockFile(directory: string): string {
  return join(directory, 'postgres/data/postmaster.pid');
}
