import type { Agenda } from 'agenda';
import type { Log } from '../core/log.ts';
import type { Pulse } from '../core/work/pulse.ts';
import type { RunWork } from '../core/work/run-work.ts';
import { keepRecurring, onSweep, onWork, type RingDeps } from './agenda.ts';
import type { Jobs } from './job.ts';
import type { Sweep } from './sweep.ts';

export type WorkerOptions = {
  readonly agenda: Agenda;
  readonly jobs: Jobs;
  readonly runWork: RunWork;
  readonly sweeps: readonly Sweep[];
  readonly pulse: Pulse;
  readonly log: Log;
  readonly timing: {
    /** How often it is checked that the recurring alarms are still there. */
    readonly lookAfterSweeps: Temporal.Duration;
    /** How long running work may go on after `stop` before its signal is aborted. */
    readonly grace: Temporal.Duration;
  };
};

export type Worker = {
  /** Takes nothing new, waits for what runs, and leaves the rest to others. */
  readonly stop: () => Promise<void>;
};

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { agenda, pulse, log, sweeps } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const deps: RingDeps = { agenda, pulse, log, running, stop: stopping.signal };
  for (const job of Object.values(options.jobs)) onWork(deps, job, options.runWork);
  for (const sweep of sweeps) onSweep(deps, sweep);

  const lookAfter = async (): Promise<void> => {
    for (const sweep of sweeps) await keepRecurring(deps, sweep);
  };
  await agenda.start();
  await lookAfter();
  const looking = pulse.every(options.timing.lookAfterSweeps, lookAfter);

  return {
    stop: async () => {
      looking[Symbol.dispose]();
      await drain(agenda, running, options.timing.grace);
      if (running.size > 0) log.info({ running: running.size }, 'Running work is told to stop');
      stopping.abort(new Error('The process stops'));
      await Promise.all(running);
    },
  };
}

/** Agenda may overlook that its last job has ended, so our own list ends the wait as well. */
async function drain(agenda: Agenda, running: ReadonlySet<Promise<void>>, grace: Temporal.Duration): Promise<void> {
  const idle = new AbortController();
  void Promise.all(running).then(() => idle.abort());
  await agenda.drain({ timeout: grace.total('milliseconds'), signal: idle.signal });
}
