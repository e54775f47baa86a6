import { readConfig } from '../../bots/runtime/config.ts';
import { openCore } from '../../bots/runtime/open-core.ts';
import { documentWaysOn, openSurfaces } from '../../bots/runtime/surfaces.ts';
import { createLog } from '../../bots/runtime/system.ts';
import { untilStopped } from '../../bots/runtime/until-stopped.ts';
import { createApp } from '../../core/app.ts';
import { createSignalRelay } from '../../core/work/signal-relay.ts';
import { startJobs } from '../../jobs/main.ts';
import { faultTiming } from '../faults/fault-timing.ts';
import { clockFrom, processOrder, wholeMilliseconds } from '../faults/shared-clock.ts';

/** The worker in a process of its own, on the clock of whoever started it, with everybody’s addresses in its environment. */
const { patienceMs, ...shared } = processOrder.parse(JSON.parse(process.argv[2] ?? ''));
const clock = clockFrom(shared);
const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL);
const deps = { config, log, clock: wholeMilliseconds(clock), say: () => undefined };
// Nobody is left who would stop it.
process.once('disconnect', () => process.exit(1));

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
const timing = faultTiming(clock.factor, patienceMs);
const jobs = await startJobs({ ...deps, ...opened, surfaces, relay, app, timing, sleep: clock.sleep });
log.info({}, 'Ready');

await untilStopped();
await jobs.stop();
await opened.database.stop();
process.exit(0);
