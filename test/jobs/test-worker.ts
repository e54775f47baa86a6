import type { Agenda } from 'agenda';
import type { WorkSignal } from '../../core/work/work.ts';
import type { WorkQueue } from '../../core/work/work.ts';
import type { Pulse } from '../../core/work/pulse.ts';
import { createRunWork } from '../../core/work/run-work.ts';
import { createSweepWork } from '../../core/work/sweep-work.ts';
import { createAlarmClock, createWorkSignal } from '../../jobs/agenda.ts';
import { defineJobs, handlersOf } from '../../jobs/define-jobs.ts';
import { openJobStore } from '../../jobs/open-job-store.ts';
import { startWorker } from '../../jobs/start-worker.ts';
import { createTimerPulse } from '../../jobs/timer-pulse.ts';
import { handleAll, type AnyHandler } from '../core/work/handle-all.ts';
import { createRecordingLog, type RecordingLog } from '../fakes/recording-log.ts';

export type TestWorker = AsyncDisposable & {
  readonly agenda: Agenda;
  readonly signal: WorkSignal;
  readonly log: RecordingLog;
  readonly stop: () => Promise<void>;
};

export type TestWorkerOptions = {
  readonly name: string;
  readonly queue: WorkQueue;
  readonly postgresUrl: string;
  readonly mongoUri: string | undefined;
  readonly handle: AnyHandler;
  /** Holds the alarms of this worker; one that never beats lets every lock run out. */
  readonly alarmPulse?: Pulse;
};

export const LOCK_LIFE = Temporal.Duration.from({ milliseconds: 1500 });
export const LEASE = Temporal.Duration.from({ seconds: 3 });

const clock = { now: () => Temporal.Now.instant() };

/** A worker as the process starts it, with short leases and one handler for every kind. */
export async function startTestWorker(options: TestWorkerOptions): Promise<TestWorker> {
  const { name, queue, postgresUrl, mongoUri, handle } = options;
  const log = createRecordingLog();
  const pulse = createTimerPulse({ log });
  const store = await openJobStore({ log, postgresUrl, mongoUri });
  const agenda = createAlarmClock({ store, name, log, lockLife: LOCK_LIFE });
  const signal = createWorkSignal(agenda);
  const jobs = defineJobs(handleAll(handle));
  const timing = { lease: LEASE, beat: Temporal.Duration.from({ milliseconds: 500 }) };
  const runWork = createRunWork({
    clock,
    queue,
    log,
    pulse,
    handlers: handlersOf(jobs),
    timing,
    tellParked: async () => {},
  });
  const sweep = createSweepWork({ clock, queue, signal });
  const worker = await startWorker({
    agenda,
    jobs,
    runWork,
    log,
    pulse: options.alarmPulse ?? pulse,
    sweeps: [
      {
        name: 'sweep.work',
        every: Temporal.Duration.from({ milliseconds: 500 }),
        run: async () => {
          await sweep();
        },
      },
    ],
    timing: {
      lookAfterSweeps: Temporal.Duration.from({ milliseconds: 500 }),
      grace: Temporal.Duration.from({ seconds: 5 }),
    },
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= worker.stop().finally(() => store.close()));
  return { agenda, signal, log, stop, [Symbol.asyncDispose]: stop };
}
