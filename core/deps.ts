import type { Registry } from './accounts/registry.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import type { Clock } from './clock.ts';
import type { DepartureConfig } from './departures/departure-config.ts';
import type { Entropy } from './entropy.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { MasterKeys } from './secrets/master-keys.ts';
import type { Transaction } from './transaction.ts';

/** What the process hands to core once; a function asks for the parts it uses. */
export type CoreDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly masters: MasterKeys;
  readonly registry: Registry;
  readonly transaction: Transaction;
  readonly audit: AuditTrail;
  readonly leaving: DepartureConfig;
};
