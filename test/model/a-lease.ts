import type { Id } from '../../core/ids.ts';
import type { Lease } from '../../core/work/work.ts';
import { someWork } from '../builders/work.ts';

/** What a worker holds that was started for a piece of work; in the model nobody asks who else holds it. */
export function aLease(accountId: Id<'account'>, until: Temporal.Instant): Lease {
  return { work: { ...someWork({ accountId }), accountId, attempts: 0 }, fencing: 1, until };
}
