import type { Clock } from '../../../core/clock.ts';

export interface SlidingWindow {
  /** Books the units if they fit; otherwise books nothing and says how long until they would. */
  readonly book: (units: number) => { readonly waitMs: number };
  /** Books the units whether they fit or not. */
  readonly force: (units: number) => void;
  readonly used: () => number;
}

export function createSlidingWindow(clock: Clock, limit: number, windowMs: number): SlidingWindow {
  const bookings: { at: number; units: number }[] = [];
  let head = 0;
  let used = 0;
  const slide = (): number => {
    const now = clock.now().epochMilliseconds;
    for (let oldest = bookings[head]; oldest !== undefined && oldest.at <= now - windowMs; oldest = bookings[head]) {
      used -= oldest.units;
      head += 1;
    }
    if (head > 10_000) head -= bookings.splice(0, head).length;
    return now;
  };
  const force = (units: number): void => {
    bookings.push({ at: slide(), units });
    used += units;
  };
  const waitFor = (units: number, now: number): number => {
    let excess = used + units - limit;
    for (let index = head; index < bookings.length; index += 1) {
      const booking = bookings[index];
      if (booking === undefined) break;
      excess -= booking.units;
      if (excess <= 0) return Math.max(1, booking.at + windowMs - now);
    }
    return windowMs;
  };
  return {
    book: (units) => {
      const now = slide();
      if (used + units > limit) return { waitMs: waitFor(units, now) };
      force(units);
      return { waitMs: 0 };
    },
    force,
    used: () => {
      slide();
      return used;
    },
  };
}
