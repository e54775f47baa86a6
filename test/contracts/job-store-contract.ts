import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createIds, type Id } from '../../core/ids.ts';
import type { Pulse } from '../../core/work/pulse.ts';
import { createSignalRelay } from '../../core/work/signal-relay.ts';
import type { AnyHandler } from '../core/work/handle-all.ts';
import { startTestWorker, type TestWorker, type TestWorkerOptions } from '../jobs/test-worker.ts';
import { spawnWorker } from '../jobs/worker-process.ts';
import { openTestDatabase } from '../prisma/test-database.ts';
import { anAccount } from '../prisma/rows.ts';

/** The job store of one test; undefined keeps the jobs in the application's own PostgreSQL. */
export type OpenStore = () => Promise<{ readonly mongoUri: string | undefined }>;

const PATIENCE = { timeout: 50_000, interval: 100 };
const MOST = 90_000;

/** What every job store owes the work: rows are the truth, the store only rings. */
export function jobStoreContract(name: string, open: OpenStore): void {
  describe(`jobs kept in ${name}`, () => {
    test('every piece of work is done once by two workers', { timeout: MOST }, async () => {
      await using desk = await setUp(open);
      const first = await desk.worker('first');
      const second = await desk.worker('second');
      desk.relay.connect(first.signal);

      const added = await desk.add(24);

      await expect.poll(() => desk.runs.length, PATIENCE).toBe(24);
      await desk.settled();
      expect(desk.runs.toSorted()).toEqual(added.toSorted());
      expect([...problems(first), ...problems(second)]).toEqual([]);
    });

    test('what a killed worker held is done by another once its lease is over', { timeout: MOST }, async () => {
      await using desk = await setUp(open);
      const [claimId] = await desk.add(1);
      await using doomed = await spawnWorker({ ...desk, takesMs: 600_000 });
      await doomed.hears('started');
      await doomed.end('SIGKILL');

      await desk.worker('other');

      await expect.poll(() => desk.runs, PATIENCE).toEqual([claimId]);
      await desk.settled();
    });

    test('a store that was emptied loses nothing', { timeout: MOST }, async () => {
      await using desk = await setUp(open);
      const worker = await desk.worker('only');
      await worker.agenda.cancelAll();

      const added = await desk.add(5);

      await expect.poll(() => desk.runs.toSorted(), PATIENCE).toEqual(added.toSorted());
      await desk.settled();
    });

    test('work that outlives the lock of its alarm is not done twice', { timeout: MOST }, async () => {
      await using desk = await setUp(open);
      const first = await desk.worker('first', { handle: outlive, alarmPulse: NEVER });
      await desk.worker('second', { handle: outlive, alarmPulse: NEVER });
      desk.relay.connect(first.signal);

      const added = await desk.add(1);

      await expect.poll(() => desk.runs, PATIENCE).toEqual(added);
      await desk.settled();
      expect(desk.runs).toEqual(added);
    });

    test('a worker that is asked to stop finishes what it does and takes nothing new', { timeout: MOST }, async () => {
      await using desk = await setUp(open);
      const [claimId] = await desk.add(1);
      await using child = await spawnWorker({ ...desk, takesMs: 2000 });
      await child.hears('started');

      const ending = child.end('SIGTERM');
      await setTimeout(200);
      await desk.add(1);
      const code = await ending;

      expect(code).toBe(0);
      expect(child.said.map(({ event }) => event)).toEqual(['ready', 'started', 'finished']);
      expect(child.said.at(-1)?.claimId).toBe(claimId);
      expect(await desk.due()).toHaveLength(1);
    });
  });
}

/** Longer than the lock of an alarm and the lease of work that nobody renews. */
const outlive: AnyHandler = async () => {
  await setTimeout(6000);
  return { kind: 'done' };
};

const NEVER: Pulse = { every: () => ({ [Symbol.dispose]: () => undefined }) };

const done: AnyHandler = async () => ({ kind: 'done' });

const clock = { now: () => Temporal.Now.instant() };
const ids = createIds(clock, { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });

async function setUp(open: OpenStore) {
  const relay = createSignalRelay();
  // A signal that a store refuses is lost like one that was never given: the sweep makes up for it.
  const held = new AsyncDisposableStack();
  const database = held.use(await openTestDatabase({ signal: relay, signalLost: () => undefined }));
  const { mongoUri } = await open();
  const accountId = await anAccount(database);
  const runs: string[] = [];

  return {
    relay,
    runs,
    mongoUri,
    adminUrl: database.adminUrl,
    worker: async (name: string, { handle = done, ...over }: Partial<TestWorkerOptions> = {}): Promise<TestWorker> =>
      held.use(
        await startTestWorker({
          name,
          queue: database.queue,
          postgresUrl: database.jobsUrl,
          mongoUri,
          handle: async (payload, signal) => {
            runs.push(z.object({ claimId: z.string() }).parse(payload).claimId);
            return await handle(payload, signal);
          },
          ...over,
        }),
      ),
    /** The claim each piece of work is about, which also names it in what ran. */
    add: (count: number): Promise<readonly Id<'domain-claim'>[]> =>
      database.transaction.run(accountId, async ({ work }) => {
        const claims = Array.from({ length: count }, () => ids.next('domain-claim'));
        for (const claimId of claims) {
          const payload = { accountId, claimId };
          await work.add({ id: ids.next('work'), kind: 'domain.check', key: claimId, payload, dueAt: clock.now() });
        }
        return claims;
      }),
    due: () => database.queue.due(clock.now(), 100),
    /** Nothing is open any more, also after every lease that may still be held has ended. */
    settled: async () => {
      await expect.poll(() => database.queue.due(clock.now().add({ hours: 1 }), 100), PATIENCE).toEqual([]);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function problems({ log }: TestWorker): readonly string[] {
  return log.lines
    .filter(({ level }) => level === 'error')
    .map(({ event, fields }) => `${event}: ${String(fields['error'])}`);
}
