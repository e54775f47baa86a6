import { startBots } from '../../bots/main.ts';
import { readConfig } from '../../bots/runtime/config.ts';
import { openCore } from '../../bots/runtime/open-core.ts';
import { documentWaysOn, openSurfaces } from '../../bots/runtime/surfaces.ts';
import { createLog } from '../../bots/runtime/system.ts';
import { untilStopped } from '../../bots/runtime/until-stopped.ts';
import { createApp } from '../../core/app.ts';
import { holdingDoor, holdOrder } from '../faults/hold-points.ts';
import { clockFrom, processOrder, wholeMilliseconds } from '../faults/shared-clock.ts';

/** The web process by itself, which can be told to stand still at a moment of the next delivery, to be killed there. */
const shared = processOrder.parse(JSON.parse(process.argv[2] ?? ''));
const clock = clockFrom(shared);
const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL);
const deps = { config, log, clock: wholeMilliseconds(clock), say: () => undefined };
process.once('disconnect', () => process.exit(1));

// Work is found by the workers’ sweep: a signal may be lost at any time.
const opened = await openCore(deps, { wake: async () => undefined });
const surfaces = await openSurfaces({ ...deps, ...opened });
const app = createApp({
  ...opened.core,
  isOperator: () => false,
  secretFilesOf: () => undefined,
  exportFilesOf: () => undefined,
  listFilesOf: () => undefined,
  documentWayOf: documentWaysOn(surfaces),
});
const door = holdingDoor(app.frontDoor, (held) => process.send?.({ held }));
process.on('message', (message) => {
  const { hold } = holdOrder.parse(message);
  door.hold(hold);
  process.send?.({ armed: hold });
});
const bots = await startBots({ ...deps, ...opened, surfaces, app: { ...app, frontDoor: door.frontDoor } });
log.info({ url: bots.url }, 'Ready');

await untilStopped();
await bots.stop();
await opened.database.stop();
process.exit(0);
