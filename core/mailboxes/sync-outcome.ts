import type { SyncRun } from './sync-run.ts';

/** A run that has read all it could, but not all there is. */
export function hasGaps({ gaps, tally }: SyncRun): boolean {
  return gaps.length > 0 || tally.parked > 0;
}

/** Not a failure, but nobody should believe that such a mailbox enriches anything. */
export function nothingFound({ tally }: SyncRun): boolean {
  return tally.kept === 0;
}
