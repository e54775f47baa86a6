import { join } from 'node:path';
import { destination } from 'pino';
import { readConfig } from '../../bots/runtime/config.ts';
import { createLog } from '../../bots/runtime/system.ts';
import { openFolder } from './data-folder.ts';
import { runLocalMode } from './local-mode.ts';

/** Everything on this machine, around a demo firm: `npm start` where no platform is configured. */
const config = readConfig(process.env);
const folder = await openFolder(config);
const logFile = join(folder, 'usher.log');
// Never taken off again: a second Ctrl-C must not end the process between two steps of stopping.
const stopped = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
});
await runLocalMode({ folder, logFile, log: createLog(config.LOG_LEVEL, destination(logFile)), stopped });
// Everything is stopped; a library's timer would hold the process for half a minute more.
process.exit();
