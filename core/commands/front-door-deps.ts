import type { Registry } from '../accounts/registry.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Transaction } from '../transaction.ts';
import type { Command } from './command.ts';
import type { PlatformUser } from './inbound.ts';

export type FrontDoorDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: Registry;
  readonly transaction: Transaction;
  readonly log: Log;
  readonly audit: AuditTrail;
  readonly commands: readonly Command[];
  /** The console of the process itself, and nobody else. */
  readonly isOperator: (user: PlatformUser) => boolean;
};
