import { join } from 'node:path';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import type { HeadAnchors } from '../../core/audit/head-anchors.ts';
import type { Clock } from '../../core/clock.ts';
import type { CoreDeps } from '../../core/deps.ts';
import { DEFAULT_DEPARTURE_CONFIG, type DepartureConfig } from '../../core/departures/departure-config.ts';
import { createIds } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { SurfaceAddresses } from '../../core/outbox/conversation-references.ts';
import type { WorkSignal } from '../../core/work/work.ts';
import { openDatabase, type Database } from '../../prisma/open-database.ts';
import { publicUrlOf, type Config } from './config.ts';
import { createHeadFile } from './head-file.ts';
import { loadMasterKeys } from './master-key.ts';
import { loadSigningKeys } from './signing-key.ts';
import { systemEntropy } from './system.ts';

export type ProcessDeps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly say: (sentence: string) => void;
};

export type OpenCore = {
  readonly core: CoreDeps & { readonly heads: HeadAnchors; readonly publicUrl: () => string };
  readonly database: Database;
  readonly addresses: SurfaceAddresses;
};

/** What every process of the product starts with: the database, migrated, and core's dependencies over it. */
export async function openCore({ config, clock, log, say }: ProcessDeps, signal: WorkSignal): Promise<OpenCore> {
  const entropy = systemEntropy;
  const masters = await loadMasterKeys(config, entropy);
  const file = createHeadFile(config.USHER_HEADS_DIR ?? join(config.USHER_DATA_DIR ?? '.usher', 'heads'));
  const heads = { keys: await loadSigningKeys(config, entropy), file };
  const database = await openDatabase({
    url: config.DATABASE_URL,
    appUrl: config.USHER_APP_DATABASE_URL,
    dataDir: config.USHER_DATA_DIR,
    project: process.cwd(),
    signal,
    signalLost: (error) => log.warn({ error }, 'Work was stored but not signalled; the sweep finds it'),
    say,
  });
  try {
    await database.checkMasterKey(masters);
  } catch (error) {
    await database.stop();
    throw error;
  }
  const ids = createIds(clock, entropy);
  const audit = createAuditTrail({ entropy, masters });
  const core = {
    clock,
    ids,
    entropy,
    log,
    masters,
    audit,
    heads,
    publicUrl: () => publicUrlOf(config),
    registry: database.registry,
    transaction: database.transaction,
    leaving: leavingOf(config),
  };
  return { core, database, addresses: database.addressesAt(clock) };
}

function leavingOf({ USHER_UNDO_DAYS }: Config): DepartureConfig {
  return { ...DEFAULT_DEPARTURE_CONFIG, undoWindow: Temporal.Duration.from({ hours: 24 * USHER_UNDO_DAYS }) };
}
