import type { Clock } from '../../core/clock.ts';

/** Stands still until it is told to move. */
export type FakeClock = Clock & { readonly advance: (by: Temporal.DurationLike) => void };

export function createFakeClock(start = '2026-03-13T09:00:00Z'): FakeClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    advance: (by) => {
      now = now.add(by);
    },
  };
}
