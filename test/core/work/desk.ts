import { createIds, type Id } from '../../../core/ids.ts';
import type { Pulse } from '../../../core/work/pulse.ts';
import { createRunWork } from '../../../core/work/run-work.ts';
import { createSweepWork } from '../../../core/work/sweep-work.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';
import { handleAll, type AnyHandler } from './handle-all.ts';
import type { Work } from '../../../core/work/work.ts';

const TIMING = {
  lease: Temporal.Duration.from({ seconds: 60 }),
  beat: Temporal.Duration.from({ seconds: 15 }),
};

export async function setUpDesk() {
  const clock = createFakeClock();
  const ids = createIds(clock, seededEntropy('work'));
  const log = createRecordingLog();
  const database = createFakeDatabase();
  const accountId = ids.next('account');
  await database.registry.createAccount({
    id: accountId,
    name: 'Acme',
    tier: 'scale',
    userManagers: 'enterprise-admin',
    mailSharing: 'everyone',
    lockedSettings: [],
    seatDefaults: {},
    coolOffHours: 24,
    version: 1,
  });
  const ran: unknown[] = [];
  const script: AnyHandler[] = [];
  const beats = new Set<() => Promise<void>>();
  const woken: Id<'work'>[] = [];
  const pulse: Pulse = {
    every: (_, beat) => {
      beats.add(beat);
      return { [Symbol.dispose]: () => void beats.delete(beat) };
    },
  };
  const handlers = handleAll(async (payload, signal) => {
    ran.push(payload);
    const next = script.shift();
    return next === undefined ? { kind: 'done' } : await next(payload, signal);
  });
  const claimId = ids.next('domain-claim');
  const parked: Id<'work'>[] = [];
  const tellParked = async ({ id }: Work) => void parked.push(id);

  return {
    clock,
    log,
    ran,
    woken,
    parked,
    run: createRunWork({ clock, queue: database.queue, log, pulse, handlers, timing: TIMING, tellParked }),
    sweep: createSweepWork({
      clock,
      queue: database.queue,
      signal: { wake: async (work) => void woken.push(...work.map(({ workId }) => workId)) },
    }),
    /** A worker takes the work and is never heard of again. */
    die: ({ workId }: { readonly workId: Id<'work'> }) =>
      database.queue.claim(accountId, workId, clock.now(), clock.now().add(TIMING.lease)),
    next: (...handlersInOrder: readonly AnyHandler[]) => void script.push(...handlersInOrder),
    beat: async () => {
      for (const beat of beats) await beat();
    },
    add: async (key = 'one', dueAt = clock.now()) => {
      const payload = { accountId, claimId };
      const workId = ids.next('work');
      await database.transaction.run(accountId, ({ work }) =>
        work.add({ id: workId, kind: 'domain.check', key, payload, dueAt }),
      );
      return { accountId, workId };
    },
    cancel: (key: string) => database.transaction.run(accountId, ({ work }) => work.cancel(key)),
    row: (workId: Id<'work'>) => {
      const row = database.workOf(accountId).find(({ id }) => id === workId);
      if (row === undefined) throw new Error('There is no such work');
      return row;
    },
  };
}
