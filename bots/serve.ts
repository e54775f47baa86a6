import { createApp } from '../core/app.ts';
import { createSignalRelay } from '../core/work/signal-relay.ts';
import { startBots } from './main.ts';
import { readConfig } from './runtime/config.ts';
import { openCore } from './runtime/open-core.ts';
import { openSignal } from './runtime/open-signal.ts';
import { documentWaysOn, openSurfaces } from './runtime/surfaces.ts';
import { createLog, systemClock } from './runtime/system.ts';
import { untilStopped } from './runtime/until-stopped.ts';

/** The web process by itself: it takes commands and tells the workers of what they cause. */
const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL);
const deps = { config, log, clock: systemClock, say: (sentence: string) => log.info({ sentence }, 'Starting') };
const relay = createSignalRelay();
const opened = await openCore(deps, relay);
const closeSignal = await openSignal(deps, opened, relay);
const surfaces = await openSurfaces({ ...deps, ...opened });
const app = createApp({
  ...opened.core,
  isOperator: () => false,
  secretFilesOf: () => undefined,
  exportFilesOf: () => undefined,
  listFilesOf: () => undefined,
  documentWayOf: documentWaysOn(surfaces),
});
const bots = await startBots({ ...deps, ...opened, surfaces, app });
log.info({ url: bots.url }, 'Listening');

await untilStopped();
await bots.stop();
await closeSignal();
await opened.database.stop();
// Everything is stopped; a timer that the alarm clock’s library leaves behind would hold the process for half a minute.
process.exit();
