import type { DeparturePlan } from '../departures/plan-departure.ts';
import type { Id } from '../ids.ts';

/** What somebody agreed to delete: the sentence as it was shown, and where. */
export type AgreedDeletion = {
  readonly by: Id<'member'>;
  readonly at: Temporal.Instant;
  readonly sentence: string;
  /** What was shown, and its hash: nothing beyond it is deleted. */
  readonly plan: DeparturePlan;
  readonly hash: string;
  readonly deliveryId: Id<'delivery'>;
};
