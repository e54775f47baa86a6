import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';

export type ClosePeriodDeps = {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly audit: AuditTrail;
  readonly log: Log;
};
