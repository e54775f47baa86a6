import type { Id } from '../ids.ts';
import { interestedIn, type ApprovalRequest } from './approval-request.ts';

/**
 * While somebody is away, another member decides on their requests too. One row per absent member: a new absence takes
 * the place of the one before, and ending it early moves `until` to that moment.
 */
export type Delegation = {
  readonly accountId: Id<'account'>;
  readonly from: Id<'member'>;
  readonly to: Id<'member'>;
  /** Undefined: the operator of the installation. */
  readonly setBy: Id<'member'> | undefined;
  readonly since: Temporal.Instant;
  /** Exclusive. */
  readonly until: Temporal.Instant;
  readonly version: number;
};

export interface DelegationStore {
  readonly of: (from: Id<'member'>) => Promise<Delegation | undefined>;
  /** Those that hold at a moment. */
  readonly active: (at: Temporal.Instant) => Promise<readonly Delegation[]>;
  /** If somebody else has added one by now, the work starts over and finds it. */
  readonly add: (delegation: Delegation) => Promise<void>;
  readonly replace: (previous: Delegation, next: Delegation) => Promise<void>;
}

export function holdsAt({ since, until }: Delegation, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(since, at) <= 0 && Temporal.Instant.compare(at, until) < 0;
}

/**
 * Whether a delegate counts for a request. Nobody chooses who decides on what they ask for or get a seat by: a delegate
 * whom such a person named for somebody else decides on everything but that.
 */
export function countsFor({ from, setBy }: Pick<Delegation, 'from' | 'setBy'>, request: ApprovalRequest): boolean {
  return setBy === undefined || setBy === from || !interestedIn(request).includes(setBy);
}
