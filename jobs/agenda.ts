import { Agenda, type Job as Alarm } from 'agenda';
import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Pulse } from '../core/work/pulse.ts';
import type { RunWork } from '../core/work/run-work.ts';
import type { WorkKind, WorkSignal } from '../core/work/work.ts';
import type { JobStore } from './job-store.ts';
import type { Sweep } from './sweep.ts';

export type AlarmClockOptions = {
  readonly store: JobStore;
  /** Different in every process, or they take each other's events for their own. */
  readonly name: string;
  /** An alarm whose worker is gone rings again after this long. Work has its own lease, so ringing twice is harmless. */
  readonly lockLife: Temporal.Duration;
  readonly log: Log;
};

/** How often the store is asked; together with the limits per kind it bounds how many alarms a second are heard. */
const POLL_MS = 200;
const MOST_AT_ONCE = 60;

/** Keeps ids and nothing else. Its events are not counted: those of other processes are among them. */
export function createAlarmClock({ store, name, lockLife, log }: AlarmClockOptions): Agenda {
  const agenda = new Agenda({
    backend: store.backend,
    name,
    processEvery: POLL_MS,
    maxConcurrency: MOST_AT_ONCE,
    defaultConcurrency: 1,
    defaultLockLimit: 1,
    lockLimit: MOST_AT_ONCE,
    defaultLockLifetime: lockLife.total('milliseconds'),
    removeOnComplete: true,
  });
  agenda.on('error', (error) => log.warn({ error }, 'Alarm clock complains'));
  return agenda;
}

/** For processes that only make work, too: nothing is run before the clock is started. */
export function createWorkSignal(agenda: Agenda): WorkSignal {
  return {
    wake: async (work) => {
      await agenda.ready;
      for (const one of work) await setAlarm(agenda, one);
    },
  };
}

async function setAlarm(agenda: Agenda, { accountId, workId, kind }: Parameters<WorkSignal['wake']>[0][number]) {
  const set = () =>
    agenda.create(kind, { accountId, workId }).unique({ 'data.workId': workId }).schedule(new Date()).save();
  try {
    await set();
  } catch {
    // An alarm that has just rung may go away between being found and being set again; now it is missing, and is made.
    await set();
  }
}

export type RingDeps = {
  readonly agenda: Agenda;
  readonly pulse: Pulse;
  readonly log: Log;
  readonly stop: AbortSignal;
  /** Hears of everything that runs, so that a shutdown can wait for it. */
  readonly running: Set<Promise<void>>;
};

const payload = z.object({ accountId: idSchema('account'), workId: idSchema('work') });

/** When an alarm of this kind rings, its work is taken and done. */
export function onWork(
  deps: RingDeps,
  { kind, concurrency }: { readonly kind: WorkKind; readonly concurrency: number },
  runWork: RunWork,
): void {
  on(deps, kind, concurrency, async (data) => {
    await runWork(payload.parse(data), deps.stop);
  });
}

/** Rings again and again, on one process at a time. */
export function onSweep(deps: RingDeps, sweep: Sweep): void {
  on(deps, sweep.name, 1, () => sweep.run(deps.stop));
}

/** A store that was emptied forgets what recurs, so everybody looks after it. */
export async function keepRecurring({ agenda }: Pick<RingDeps, 'agenda'>, { name, every }: Sweep): Promise<void> {
  const { total } = await agenda.queryJobs({ name, limit: 1 });
  if (total === 0) await agenda.every(every.total('milliseconds'), name);
}

function on(deps: RingDeps, name: string, concurrency: number, run: (data: unknown) => Promise<void>): void {
  deps.agenda.define(
    name,
    async (alarm: Alarm) => {
      const done = ring(deps, alarm, run);
      deps.running.add(done);
      await done;
      deps.running.delete(done);
    },
    { concurrency, lockLimit: concurrency },
  );
}

/** Never throws: what breaks here is found again by the sweep, and a failed alarm would stay in the store for ever. */
async function ring(deps: RingDeps, alarm: Alarm, run: (data: unknown) => Promise<void>): Promise<void> {
  if (deps.stop.aborted) return;
  const touching = deps.pulse.every(touchPace(deps.agenda), () => touch(deps, alarm));
  try {
    await run(alarm.attrs.data);
  } catch (error) {
    deps.log.error({ alarm: alarm.attrs.name, error }, 'Alarm was not answered');
  } finally {
    touching[Symbol.dispose]();
  }
}

function touchPace({ attrs }: Agenda): Temporal.Duration {
  return Temporal.Duration.from({ milliseconds: Math.ceil(attrs.defaultLockLifetime / 4) });
}

/** Fails when the store was emptied meanwhile. */
async function touch({ log }: RingDeps, alarm: Alarm): Promise<void> {
  try {
    await alarm.touch();
  } catch (error) {
    log.warn({ alarm: alarm.attrs.name, error }, 'Alarm could not be held');
  }
}
