import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../../prisma/open-database.ts';
import { startTestWorker } from './test-worker.ts';
import type { Saying } from './worker-process.ts';

const { adminUrl, mongoUri, takesMs } = z
  .object({ adminUrl: z.string(), mongoUri: z.string().optional(), takesMs: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const database = await openDatabase({
  url: adminUrl,
  project: import.meta.dirname,
  signal: { wake: async () => undefined },
  signalLost: () => undefined,
  say: () => undefined,
});

const worker = await startTestWorker({
  name: `process-${process.pid}`,
  queue: database.queue,
  postgresUrl: database.jobsUrl,
  mongoUri,
  handle: async (payload) => {
    const { claimId } = z.object({ claimId: z.string() }).parse(payload);
    say({ event: 'started', claimId });
    await setTimeout(takesMs);
    say({ event: 'finished', claimId });
    return { kind: 'done' };
  },
});

process.once('SIGTERM', async () => {
  await worker.stop();
  await database.stop();
  process.exit(0);
});

say({ event: 'ready' });

function say(saying: Saying): void {
  process.stdout.write(`${JSON.stringify(saying)}\n`);
}
