import type { Clock } from '../../core/clock.ts';

/** How many units were spent within the last `windowMs`. */
export interface SlidingWindow {
  /** Milliseconds until that many units fit; 0 when they fit now. More than the whole window ever holds fit into an empty one. */
  readonly waitFor: (units: number) => number;
  readonly book: (units: number) => void;
}

export type WindowSize = { readonly units: number; readonly windowMs: number };

export function createSlidingWindow(clock: Clock, { units: limit, windowMs }: WindowSize): SlidingWindow {
  const bookings: { readonly at: number; readonly units: number }[] = [];
  let used = 0;
  const slide = (): number => {
    const now = clock.now().epochMilliseconds;
    const firstInside = bookings.findIndex(({ at }) => at > now - windowMs);
    const past = bookings.splice(0, firstInside === -1 ? bookings.length : firstInside);
    used -= past.reduce((sum, { units }) => sum + units, 0);
    return now;
  };
  return {
    book: (units) => {
      bookings.push({ at: slide(), units });
      used += units;
    },
    waitFor: (units) => {
      const now = slide();
      let excess = used + Math.min(units, limit) - limit;
      if (excess <= 0) return 0;
      for (const booking of bookings) {
        excess -= booking.units;
        if (excess <= 0) return Math.max(1, booking.at + windowMs - now);
      }
      return windowMs;
    },
  };
}
