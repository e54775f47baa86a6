import type { SignalRelay } from '../../core/work/signal-relay.ts';
import { createAlarmClock, createWorkSignal } from '../../jobs/agenda.ts';
import { openJobStore } from '../../jobs/open-job-store.ts';
import type { OpenCore, ProcessDeps } from './open-core.ts';

const LOCK_LIFE = Temporal.Duration.from({ minutes: 2 });

/** For a process that makes work and does none: tells the workers of it. Answers what ends it. */
export async function openSignal(
  { config, log }: ProcessDeps,
  { database }: Pick<OpenCore, 'database'>,
  relay: SignalRelay,
): Promise<() => Promise<void>> {
  const store = await openJobStore({ log, postgresUrl: database.jobsUrl, mongoUri: config.MONGODB_URI });
  const agenda = createAlarmClock({ store, name: `maker-${process.pid}`, lockLife: LOCK_LIFE, log });
  relay.connect(createWorkSignal(agenda));
  return async () => {
    await agenda.stop();
    await store.close();
  };
}
