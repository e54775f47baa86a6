import type { Clock } from '../../../core/clock.ts';
import type { Answer } from '../http/exchange.ts';
import { createInFlight } from '../http/in-flight.ts';
import { createSlidingWindow } from '../http/sliding-window.ts';
import type { SlidingWindow } from '../http/sliding-window.ts';
import { graphErrors } from './graph-error.ts';

/** learn.microsoft.com/graph/throttling-limits, Outlook and identity. */
export type GraphQuota = {
  readonly inFlightPerMailbox: number;
  readonly requestsPerMailbox: number;
  readonly mailboxWindowMs: number;
  readonly requestsPerApp: number;
  readonly directoryUnits: number;
  readonly shortWindowMs: number;
};

export const graphQuota: GraphQuota = {
  inFlightPerMailbox: 4,
  requestsPerMailbox: 10_000,
  mailboxWindowMs: 600_000,
  requestsPerApp: 130_000,
  directoryUnits: 3_500,
  shortWindowMs: 10_000,
};

type Admission = Disposable & { readonly refused: Answer | undefined };

export interface GraphLimits {
  /** Counts the request in every window, also when it is refused; dispose of the admission when it ends. */
  readonly admitMail: (clientId: string, mailbox: string) => Admission;
  readonly admitDirectory: (clientId: string) => Answer | undefined;
  readonly throttle: (mailbox: string, waitMs: number) => Answer;
  readonly highestInFlight: (mailbox: string) => number;
}

export function createGraphLimits(clock: Clock, quota: GraphQuota): GraphLimits {
  const inFlight = createInFlight();
  const windows = new Map<string, SlidingWindow>();
  const throttledUntil = new Map<string, number>();
  const now = (): number => clock.now().epochMilliseconds;

  const counted = (key: string, limit: number, windowMs: number): number => {
    const window = windows.get(key) ?? createSlidingWindow(clock, limit, windowMs);
    windows.set(key, window);
    const { waitMs } = window.book(1);
    // What is sent while throttled counts all the same, and so prolongs it.
    if (waitMs > 0) window.force(1);
    return waitMs;
  };

  return {
    highestInFlight: inFlight.highest,
    throttle: (mailbox, waitMs) => {
      throttledUntil.set(mailbox, now() + waitMs);
      return graphErrors.throttled(waitMs);
    },
    admitDirectory: (clientId) => {
      const waitMs = counted(`directory/${clientId}`, quota.directoryUnits, quota.shortWindowMs);
      return waitMs > 0 ? graphErrors.throttled(waitMs) : undefined;
    },
    admitMail: (clientId, mailbox) => {
      const waitMs = Math.max(
        counted(`app/${clientId}`, quota.requestsPerApp, quota.shortWindowMs),
        counted(`mailbox/${clientId}/${mailbox}`, quota.requestsPerMailbox, quota.mailboxWindowMs),
        (throttledUntil.get(mailbox) ?? 0) - now(),
      );
      if (waitMs > 0) return admission(graphErrors.throttled(waitMs), undefined);
      const slot = inFlight.enter(mailbox, quota.inFlightPerMailbox);
      return slot === undefined ? admission(graphErrors.mailboxConcurrency(), undefined) : admission(undefined, slot);
    },
  };
}

function admission(refused: Answer | undefined, slot: Disposable | undefined): Admission {
  return { refused, [Symbol.dispose]: () => slot?.[Symbol.dispose]() };
}
