import { randomBytes } from 'node:crypto';
import { readConfig, type Config } from '../../bots/runtime/config.ts';
import { openCore, type OpenCore, type ProcessDeps } from '../../bots/runtime/open-core.ts';
import type { Id } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Stores } from '../../core/transaction.ts';
import { createSignalRelay, type SignalRelay } from '../../core/work/signal-relay.ts';
import { standInSettings, type StandIns } from '../local/stand-ins.ts';
import { openTestDatabase } from '../prisma/test-database.ts';
import type { ScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';
import { wholeMilliseconds } from './shared-clock.ts';
import { settleFirm, type Firm } from './settle-firm.ts';
import { spawnProcess, type Spawned, type SpawnOptions } from './spawn-process.ts';

/** One fresh database with a firm whose setup is done. Processes of the product are started on it as a proof needs them. */
export type World = AsyncDisposable &
  Firm &
  OpenCore & {
    readonly clock: ScaledClock;
    readonly standIns: StandIns;
    readonly deps: ProcessDeps;
    readonly log: Log;
    /** As long as nobody connects it, work is found by the workers’ sweeps only. */
    readonly relay: SignalRelay;
    /** The superuser’s way in, which no rule binds. */
    readonly adminUrl: string;
    readonly inAccount: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
    readonly spawns: (
      program: SpawnOptions['program'],
      more?: { readonly settings?: SpawnOptions['settings']; readonly patienceMs?: number },
    ) => Promise<Spawned>;
  };

export async function openWorld({
  standIns,
  clock,
}: {
  readonly standIns: StandIns;
  readonly clock: ScaledClock;
}): Promise<World> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await openTestDatabase());
  const settings = {
    DATABASE_URL: database.adminUrl,
    USHER_MASTER_KEYS: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'info',
    PORT: '0',
    ...standInSettings(standIns),
  };
  const config: Config = readConfig(settings);
  const log = createRecordingLog();
  const deps: ProcessDeps = { config, log, clock: wholeMilliseconds(clock), say: () => undefined };
  const relay = createSignalRelay();
  const opened = await openCore(deps, relay);
  opening.defer(() => opened.database.stop());
  const firm = await settleFirm(opened, standIns);
  const spawned = opening.adopt([] as Spawned[], async (all) => {
    for (const one of all) await one[Symbol.asyncDispose]();
  });
  const held = opening.move();
  return {
    ...opened,
    ...firm,
    clock,
    standIns,
    deps,
    log,
    relay,
    adminUrl: database.adminUrl,
    inAccount: (work) => inAccount(opened, firm.accountId, work),
    spawns: async (program, more = {}) => {
      const child = await spawnProcess({ program, clock, ...more, settings: { ...settings, ...more.settings } });
      spawned.push(child);
      return child;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function inAccount<Value>(
  { core }: OpenCore,
  accountId: Id<'account'>,
  work: (stores: Stores) => Promise<Value>,
): Promise<Value> {
  return core.transaction.run(accountId, work);
}
