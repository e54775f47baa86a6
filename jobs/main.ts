import type { App } from '../core/app.ts';
import { createAnchorHeads } from '../core/audit/anchor-heads.ts';
import { createResumeDeliveries } from '../core/commands/resume-deliveries.ts';
import { createRunWork } from '../core/work/run-work.ts';
import type { SignalRelay } from '../core/work/signal-relay.ts';
import { createTellParked } from '../core/work/tell-parked.ts';
import { createSweepWork } from '../core/work/sweep-work.ts';
import type { WorkSignal } from '../core/work/work.ts';
import type { WorkHandlers } from '../core/work/work-handler.ts';
import { createWorkHandlers } from '../core/work-handlers.ts';
import type { OpenCore, ProcessDeps } from '../bots/runtime/open-core.ts';
import type { Surface } from '../bots/runtime/surfaces.ts';
import { createAlarmClock, createWorkSignal } from './agenda.ts';
import { defineJobs, handlersOf } from './define-jobs.ts';
import { openJobStore } from './open-job-store.ts';
import { openVendors } from './open-vendors.ts';
import type { Sleep } from './providers/quota-limiter.ts';
import { startWorker } from './start-worker.ts';
import type { Sweep } from './sweep.ts';
import { createTimerPulse } from './timer-pulse.ts';
import type { WorkerTiming } from './worker-timing.ts';

export type JobsDeps = ProcessDeps &
  OpenCore & {
    readonly surfaces: readonly Surface[];
    readonly relay: SignalRelay;
    readonly app: App;
    readonly timing: WorkerTiming;
    readonly sleep: Sleep;
  };

export type RunningJobs = { readonly stop: () => Promise<void> };

/** The worker: Agenda says when, PostgreSQL says what, and the vendors are asked here and nowhere else. */
export async function startJobs(deps: JobsDeps): Promise<RunningJobs> {
  const { config, core, database, log, timing, relay, clock } = deps;
  const store = await openJobStore({ log, postgresUrl: database.jobsUrl, mongoUri: config.MONGODB_URI });
  const agenda = createAlarmClock({ store, name: `jobs-${process.pid}`, lockLife: timing.lockLife, log });
  const signal = createWorkSignal(agenda);
  relay.connect(signal);
  const pulse = createTimerPulse({ log });
  const jobs = defineJobs(workHandlers(deps));
  const runWork = createRunWork({
    tellParked: createTellParked(core),
    clock,
    queue: database.queue,
    log,
    pulse,
    handlers: handlersOf(jobs),
    timing: timing.work,
  });
  const anchor = createAnchorHeads(core);
  if (core.heads.keys.length === 0) log.warn({}, 'No signing key: heads of the audit log are not kept outside');
  await anchor();
  const worker = await startWorker({
    agenda,
    jobs,
    runWork,
    pulse,
    log,
    timing,
    sweeps: [...sweeps(deps, signal), { name: 'sweep.heads', every: timing.anchorEvery, run: anchor }],
  });
  return {
    stop: async () => {
      await worker.stop();
      await store.close();
    },
  };
}

function sweeps({ core, clock, database, app, timing }: JobsDeps, signal: WorkSignal): readonly Sweep[] {
  const sweep = createSweepWork({ clock, queue: database.queue, signal });
  const resume = createResumeDeliveries({
    ...core,
    handle: app.frontDoor.handle,
    signatures: app.signatures,
    patience: timing.deliveries,
  });
  return [
    { name: 'sweep.work', every: timing.sweepEvery, run: async () => void (await sweep()) },
    { name: 'sweep.deliveries', every: timing.resumeEvery, run: resume },
  ];
}

function workHandlers(deps: JobsDeps): WorkHandlers {
  const { core, app, surfaces, timing } = deps;
  const surface = (name: string) => surfaces.find((one) => one.name === name);
  return createWorkHandlers({
    ...core,
    ...openVendors(deps),
    handle: app.frontDoor.handle,
    signatures: app.signatures,
    writeAgain: app.writeAgain,
    documents: (name) => surface(name)?.documents,
    sync: timing.sync,
    gateways: (name) => surface(name)?.gateway,
    directories: (name) => surface(name)?.directory,
    files: (name) => surface(name)?.files,
  });
}
