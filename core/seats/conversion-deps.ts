import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';

export type ConvertDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };
