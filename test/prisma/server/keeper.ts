import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openEmbeddedServer } from '../../../prisma/embedded-server.ts';
import { withPostgres } from '../../../prisma/postgres-client.ts';

/** Started beside a test run: owns its PostgreSQL for as long as the run lives, and leaves nothing behind. */
const [directory = '', run = ''] = process.argv.slice(2);

try {
  const server = await openEmbeddedServer({ dataDir: directory, project: directory, say: () => undefined });
  // Tests kill processes, never the machine: nothing has to reach the disk.
  await withPostgres(server.adminUrl, async (admin) => {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      await admin.query(`ALTER SYSTEM SET ${setting} = off`);
    await admin.query('SELECT pg_reload_conf()');
  });
  await publish('ready', server.adminUrl);
  while (isAlive(Number(run))) await setTimeout(250);
  await server.stop();
  await rm(directory, { recursive: true, force: true });
} catch (error) {
  await publish('failed', error instanceof Error ? (error.stack ?? error.message) : 'unknown');
  throw error;
}

async function publish(name: string, text: string): Promise<void> {
  const draft = join(directory, `${name}.draft`);
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, join(directory, name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process: the run is over.
    return false;
  }
}
