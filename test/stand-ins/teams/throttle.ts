import type { Clock } from '../../../core/clock.ts';
import { createSlidingWindow } from '../http/sliding-window.ts';
import type { SlidingWindow } from '../http/sliding-window.ts';

/** The vendor's limits for one bot in one conversation, as [requests, window in ms]. */
const SENDS = [
  [7, 1000],
  [8, 2000],
  [60, 30_000],
  [1800, 3_600_000],
] as const;

export interface ConversationThrottle {
  /** How long the sender must wait; 0 books the send. */
  readonly book: (conversationId: string) => number;
}

export function createConversationThrottle(clock: Clock): ConversationThrottle {
  const windowsOf = new Map<string, readonly SlidingWindow[]>();
  return {
    book: (conversationId) => {
      const windows =
        windowsOf.get(conversationId) ?? SENDS.map(([limit, ms]) => createSlidingWindow(clock, limit, ms));
      windowsOf.set(conversationId, windows);
      return Math.max(...windows.map((window) => window.book(1).waitMs));
    },
  };
}
