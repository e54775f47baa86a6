import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { destination } from 'pino';
import { readConfig } from '../../bots/runtime/config.ts';
import { createLog } from '../../bots/runtime/system.ts';
import { createDesk } from './desk.ts';
import { firstLines } from './first-lines.ts';
import { openKeptClock } from './kept-clock.ts';
import { localTeamsPort, localTeamsSettings, seatRasmus, startLocalTeams } from './local-teams.ts';
import { startMailLines } from './mail-lines.ts';
import { openOffice } from './office.ts';
import { prepareFirm } from './prepare-firm.ts';
import { openTerminal } from './terminal.ts';

/** Everything on this machine around a demo firm: the product, the vendors’ stand-ins, and places for two people to work. */
const FACTOR = 20;
const KEEP_CLOCK_MS = 2000;

const write = (text: string): void => void process.stdout.write(text);
const say = (sentence: string): void => write(`${sentence}\n`);
// Never taken off again: a second Ctrl-C must not end the process between two steps of stopping.
const stopped = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
});

const { USHER_DATA_DIR = '.usher', LOG_LEVEL } = readConfig(process.env);
const folder = resolve(USHER_DATA_DIR);
// The embedded server may run as another user, who must be able to pass through.
await mkdir(folder, { recursive: true, mode: 0o711 });
const logFile = join(folder, 'usher.log');
const log = createLog(LOG_LEVEL, destination(logFile));

say('Starting the database, the worker, the web process, and what stands in for Google, Microsoft, DNS and mail …');
await using running = new AsyncDisposableStack();
running.defer(() => void process.stdin.destroy());
const { clock, founded, keep } = await openKeptClock(join(folder, 'local-clock.json'), FACTOR);
running.defer(keep);
const keeping = setInterval(() => {
  keep().catch((error: unknown) => log.error({ error }, 'The clock of local mode could not be kept'));
}, KEEP_CLOCK_MS);
running.defer(() => clearInterval(keeping));

const port = await localTeamsPort();
const desk = createDesk(write);
const office = await openOffice({
  dataDir: undefined,
  clock,
  log,
  say,
  filledAt: founded,
  settings: localTeamsSettings(port),
  also: (app) => [desk.connect(app)],
});
running.defer(office.stop);
const teams = port === undefined ? undefined : running.use(await startLocalTeams(office, port));
await prepareFirm(office, folder);
if (port !== undefined) await seatRasmus(office, port);
running.use(startMailLines(office.standIns.mail, write));

const session = desk.sitDown();
say(firstLines({ time: clock.describe(), teamsUrl: teams?.url, logFile }));
const terminal = openTerminal(session, log);
await Promise.race([terminal.closed, stopped]);
terminal.close();
say('\nStopping: what is being worked on is finished first.');
