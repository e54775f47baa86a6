import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { DepartureConfig } from './departure-config.ts';

export type DepartureDeps = {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly audit: AuditTrail;
  readonly leaving: DepartureConfig;
};
