import { mkdir } from 'node:fs/promises';
import { createApp, type App } from '../../core/app.ts';
import { startBots, type Bots } from '../../bots/main.ts';
import { readConfig } from '../../bots/runtime/config.ts';
import { exportFilesOf } from '../../bots/runtime/export-files.ts';
import { isOperator } from '../../bots/runtime/operator.ts';
import { openCore, type OpenCore } from '../../bots/runtime/open-core.ts';
import { listFilesOf } from '../../bots/runtime/list-files.ts';
import { secretFilesOf } from '../../bots/runtime/secret-files.ts';
import { documentWaysOn, openSurfaces, type Surface } from '../../bots/runtime/surfaces.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { createSignalRelay } from '../../core/work/signal-relay.ts';
import { startJobs } from '../../jobs/main.ts';
import { slackDriver, type SlackDriver } from '../stand-ins/slack/slack-driver.ts';
import { createTeamsDriver, type TeamsDriver } from '../stand-ins/teams/teams-driver.ts';
import type { ScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { scaledTiming } from './scaled-timing.ts';
import { SIGNING_SECRET, standInSettings, startStandIns, type StandIns } from './stand-ins.ts';

export type OfficeOptions = {
  /** Undefined leaves it to the settings. */
  readonly dataDir: string | undefined;
  readonly clock: ScaledClock;
  readonly log: Log;
  readonly say: (sentence: string) => void;
  readonly settings?: Readonly<Record<string, string>>;
  /** When the mail was there that the mailboxes hold; now, unless an office opens again that has read it before. */
  readonly filledAt?: Temporal.Instant;
  /** What becomes of the surfaces that the settings name. */
  readonly surfaces?: (named: readonly Surface[], opened: OpenCore & { readonly app: App }) => readonly Surface[];
};

/** The whole product on one machine, web process and worker in one, with everything that is not ours beside it. */
export type Office = OpenCore & {
  readonly standIns: StandIns;
  readonly app: App;
  readonly bots: Bots;
  readonly inSlack: SlackDriver;
  readonly inTeams: TeamsDriver;
  readonly stop: () => Promise<void>;
};

export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { dataDir, clock, log, say, settings = {}, filledAt, surfaces: arrange } = options;
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const own = {
    ...process.env,
    ...(dataDir === undefined ? {} : { USHER_DATA_DIR: dataDir }),
    USHER_GENERATE_KEYS: 'true',
    PORT: '0',
  };
  const deps = { log, say, clock: wholeMilliseconds(clock) };
  const relay = createSignalRelay();
  // The database starts in processes of its own while the mailboxes are filled here.
  const [standIns, opened] = await Promise.all([
    startStandIns(clock, filledAt),
    openCore({ ...deps, config: readConfig({ ...own, ...settings }) }, relay),
  ]);
  const config = readConfig({ ...own, ...standInSettings(standIns), ...settings });
  let url: string | undefined;
  const publicUrl = () => {
    if (url === undefined) throw new Error('Nobody can open a page before the web process listens');
    return `${url}/`;
  };
  const named = await openSurfaces({ ...deps, ...opened, config });
  const files = { secretFilesOf, exportFilesOf, listFilesOf, documentWayOf: documentWaysOn(named) };
  const app = createApp({ ...opened.core, ...files, publicUrl, isOperator });
  const surfaces = arrange?.(named, { ...opened, app }) ?? named;
  const bots = await startBots({ ...deps, ...opened, config, surfaces, app });
  ({ url } = bots);
  const jobs = await startJobs({
    ...deps,
    ...opened,
    config,
    surfaces,
    relay,
    app,
    timing: scaledTiming(clock.factor),
    sleep: clock.sleep,
  });
  return {
    ...opened,
    standIns,
    app,
    bots,
    inSlack: slackDriver({
      url: `${bots.url}/slack/events`,
      signingSecret: SIGNING_SECRET,
      clock,
      slack: standIns.slack,
    }),
    inTeams: createTeamsDriver({ connector: standIns.teams, endpoint: `${bots.url}/api/messages`, clock }),
    stop: async () => {
      await bots.stop();
      await jobs.stop();
      await opened.database.stop();
      await standIns.stop();
    },
  };
}

/** What the database keeps, so that an instant is the same before and after it was stored. */
function wholeMilliseconds(clock: Clock): Clock {
  return { now: () => clock.now().round({ smallestUnit: 'millisecond', roundingMode: 'floor' }) };
}
