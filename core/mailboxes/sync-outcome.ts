import type { SyncRun } from './sync-run.ts';

/** A run that has read all it could, but not all there is. */
export function hasGaps({ gaps, tally }: SyncRun): boolean {
  return gaps.length > 0 || tally.parked > 0;
}

/** Not a failure, but nobody should believe that such a mailbox enriches anything. What could not be read may hold all of it. */
export function nothingFound(run: SyncRun): boolean {
  return run.tally.kept === 0 && !hasGaps(run);
}
