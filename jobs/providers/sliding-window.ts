import type { Clock } from '../../core/clock.ts';

/**
 * How many units were spent within the last `windowMs`. A request is charged somewhere between its start and its end,
 * so its units count from the start and begin to age at the end: then the provider's window never holds more than this.
 */
export interface SlidingWindow {
  /** Milliseconds after which to ask again; 0 when that many units fit now. More than a whole window fit into an empty one. */
  readonly waitFor: (units: number) => number;
  readonly open: (units: number) => void;
  readonly settle: (units: number) => void;
}

export type WindowSize = { readonly units: number; readonly windowMs: number };

/** Nobody knows when an open request ends. */
const ASK_AGAIN_MS = 100;

export function createSlidingWindow(clock: Clock, { units: limit, windowMs }: WindowSize): SlidingWindow {
  const settled: { readonly at: number; readonly units: number }[] = [];
  let used = 0;
  const slide = (): number => {
    const now = clock.now().epochMilliseconds;
    const firstInside = settled.findIndex(({ at }) => at > now - windowMs);
    const past = settled.splice(0, firstInside === -1 ? settled.length : firstInside);
    used -= past.reduce((sum, { units }) => sum + units, 0);
    return now;
  };
  return {
    open: (units) => {
      used += units;
    },
    settle: (units) => {
      settled.push({ at: slide(), units });
    },
    waitFor: (units) => {
      const now = slide();
      let excess = used + Math.min(units, limit) - limit;
      if (excess <= 0) return 0;
      for (const booking of settled) {
        excess -= booking.units;
        if (excess <= 0) return Math.max(1, booking.at + windowMs - now);
      }
      return ASK_AGAIN_MS;
    },
  };
}
