import { join } from 'node:path';
import { TEAMS } from '../../bots/teams/config.ts';
import type { Log } from '../../core/log.ts';
import { createDesk, type Desk } from './desk.ts';
import { firstLines } from './first-lines.ts';
import { openKeptClock, type KeptClock } from './kept-clock.ts';
import { localTeamsPort, localTeamsSettings, onceShown, seatRasmus, startLocalTeams } from './local-teams.ts';
import { takeFolder } from './take-folder.ts';
import { startMailLines } from './mail-lines.ts';
import { openOffice, type Office } from './office.ts';
import { prepareFirm } from './prepare-firm.ts';
import { openTerminal } from './terminal.ts';

export type LocalMode = {
  readonly folder: string;
  readonly logFile: string;
  readonly log: Log;
  readonly stopped: Promise<void>;
};

const FACTOR = 20;
const KEEP_CLOCK_MS = 2000;
const LOOK_AGAIN = Temporal.Duration.from({ seconds: FACTOR });

const write = (text: string): void => void process.stdout.write(text);
const say = (sentence: string): void => write(`${sentence}\n`);

/** The product, what stands in for the vendors, and places for two people to work; until it is stopped or left. */
export async function runLocalMode({ folder, logFile, log, stopped }: LocalMode): Promise<void> {
  say('Starting the database, the worker, the web process, and what stands in for Google, Microsoft, DNS and mail …');
  await using running = new AsyncDisposableStack();
  running.use(await takeFolder(folder, say));
  const time = await openKeptClock(join(folder, 'local-clock.json'), FACTOR);
  keepTime(running, time, log);
  const port = await localTeamsPort();
  const desk = createDesk(write);
  const office = await open({ time, port, desk, log });
  running.defer(office.stop);
  const teams = port === undefined ? undefined : startLocalTeams(office, port);
  running.defer(async () => await (await teams)?.[Symbol.asyncDispose]());
  const [client] = await Promise.all([teams, prepareFirm(office, folder)]);
  if (port !== undefined) await seatRasmus(office);
  running.use(startMailLines(office.standIns.mail, write));

  const session = desk.sitDown();
  say(firstLines({ time: time.clock.describe(), teamsUrl: client?.url, logFile }));
  const terminal = openTerminal(session, log);
  await Promise.race([terminal.closed, stopped]);
  terminal.close();
  say('\nStopping; what is being worked on is finished first.');
}

function keepTime(running: AsyncDisposableStack, { keep }: KeptClock, log: Log): void {
  const timer = setInterval(() => {
    keep().catch((error: unknown) => log.error({ error }, 'The clock of local mode could not be kept'));
  }, KEEP_CLOCK_MS);
  running.defer(async () => {
    clearInterval(timer);
    await keep();
  });
}

type Opening = {
  readonly time: KeptClock;
  readonly port: number | undefined;
  readonly desk: Desk;
  readonly log: Log;
};

async function open({ time, port, desk, log }: Opening): Promise<Office> {
  return await openOffice({
    dataDir: undefined,
    clock: time.clock,
    log,
    say,
    filledAt: time.founded,
    settings: localTeamsSettings(port),
    surfaces: (named, opened) => [
      ...named.map((surface) =>
        surface.name === TEAMS && port !== undefined
          ? onceShown(surface, opened, { port, again: LOOK_AGAIN })
          : surface,
      ),
      desk.connect(opened.app),
    ],
  });
}
