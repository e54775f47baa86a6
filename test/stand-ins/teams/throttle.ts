import type { Clock } from '../../../core/clock.ts';
import { createSlidingWindow } from '../http/sliding-window.ts';
import type { SlidingWindow } from '../http/sliding-window.ts';

/** The vendor's limits for one bot in one conversation, as [requests, window in ms]: sending (also updates and creation) and the roster. */
const LIMITS = {
  send: [
    [7, 1000],
    [8, 2000],
    [60, 30_000],
    [1800, 3_600_000],
  ],
  roster: [
    [14, 1000],
    [16, 2000],
    [120, 30_000],
    [3600, 3_600_000],
  ],
} as const;

export interface ConversationThrottle {
  /** How long the caller must wait; 0 books the call. */
  readonly book: (what: keyof typeof LIMITS, conversationId: string) => number;
}

/** 50 requests a second for one app in one tenant, whatever they are. */
const PER_TENANT = [50, 1000] as const;

export function createConversationThrottle(clock: Clock): ConversationThrottle {
  const windowsOf = new Map<string, readonly SlidingWindow[]>();
  const [requests, ms] = PER_TENANT;
  const tenant = createSlidingWindow(clock, requests, ms);
  return {
    book: (what, conversationId) => {
      const key = `${what} ${conversationId}`;
      const windows =
        windowsOf.get(key) ?? LIMITS[what].map(([limit, span]) => createSlidingWindow(clock, limit, span));
      windowsOf.set(key, windows);
      return Math.max(...[tenant, ...windows].map((window) => window.book(1).waitMs));
    },
  };
}
