import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../bots/runtime/config.ts';
import { openCore } from '../bots/runtime/open-core.ts';
import { documentWaysOn, openSurfaces } from '../bots/runtime/surfaces.ts';
import { createLog, systemClock } from '../bots/runtime/system.ts';
import { untilStopped } from '../bots/runtime/until-stopped.ts';
import { createApp } from '../core/app.ts';
import { createSignalRelay } from '../core/work/signal-relay.ts';
import { startJobs } from './main.ts';
import { DEFAULT_TIMING } from './worker-timing.ts';

/** The worker by itself; any number of them share one database and one job store. */
const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL);
const deps = { config, log, clock: systemClock, say: (sentence: string) => log.info({ sentence }, 'Starting') };
const relay = createSignalRelay();
const opened = await openCore(deps, relay);
const surfaces = await openSurfaces({ ...deps, ...opened });
const app = createApp({
  ...opened.core,
  isOperator: () => false,
  secretFilesOf: () => undefined,
  exportFilesOf: () => undefined,
  listFilesOf: () => undefined,
  documentWayOf: documentWaysOn(surfaces),
});
const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await wait(milliseconds, undefined, { signal });
};
const jobs = await startJobs({ ...deps, ...opened, surfaces, relay, app, timing: DEFAULT_TIMING, sleep });
log.info({ store: config.MONGODB_URI === undefined ? 'postgresql' : 'mongodb' }, 'Working');

await untilStopped();
await jobs.stop();
await opened.database.stop();
// Everything is stopped; a timer that the alarm clock’s library leaves behind would hold the process for half a minute.
process.exit();
