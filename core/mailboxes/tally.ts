import type { Tally } from './sync-run.ts';

export function addTally(one: Tally, other: Tally): Tally {
  return {
    seen: one.seen + other.seen,
    kept: one.kept + other.kept,
    skipped: addCounts(one.skipped, other.skipped),
    parked: one.parked + other.parked,
    removed: one.removed + other.removed,
    people: one.people + other.people,
    organizations: one.organizations + other.organizations,
    interactions: one.interactions + other.interactions,
    connections: one.connections + other.connections,
  };
}

export function skippedIn({ skipped }: Tally): number {
  return Object.values(skipped).reduce((sum, count) => sum + count, 0);
}

function addCounts(one: Tally['skipped'], other: Tally['skipped']): Tally['skipped'] {
  const reasons = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  return Object.fromEntries(reasons.map((reason) => [reason, (one[reason] ?? 0) + (other[reason] ?? 0)]));
}
