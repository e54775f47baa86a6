import { googleErrors } from './google-error.ts';
import type { GoogleQuota } from './profiles.ts';
import type { Answer } from '../http/exchange.ts';
import type { Clock } from '../../../core/clock.ts';
import { createSlidingWindow } from '../http/sliding-window.ts';
import type { SlidingWindow } from '../http/sliding-window.ts';

export interface GoogleQuotaKeeper {
  /** Books the units, or says how the vendor would refuse. */
  readonly charge: (user: string, units: number) => Answer | undefined;
  readonly chargeDirectory: (user: string) => Answer | undefined;
  readonly lockOut: (user: string, lockoutMs: number) => Answer;
}

export function createQuotaKeeper(clock: Clock, quota: GoogleQuota): GoogleQuotaKeeper {
  const project = createSlidingWindow(clock, quota.unitsPerProject, quota.windowMs);
  const users = new Map<string, SlidingWindow>();
  const directory = new Map<string, SlidingWindow>();
  const refusals = new Map<string, SlidingWindow>();
  const lockedUntil = new Map<string, Temporal.Instant>();
  const windowOf = (windows: Map<string, SlidingWindow>, user: string, limit: number): SlidingWindow => {
    const window = windows.get(user) ?? createSlidingWindow(clock, limit, quota.windowMs);
    windows.set(user, window);
    return window;
  };
  const lockOut = (user: string, lockoutMs: number): Answer => {
    const until = clock.now().add({ milliseconds: lockoutMs });
    lockedUntil.set(user, until);
    return googleErrors.lockedOut(until);
  };

  return {
    lockOut,
    charge: (user, units) => {
      const until = lockedUntil.get(user);
      if (until !== undefined && Temporal.Instant.compare(clock.now(), until) < 0) return googleErrors.lockedOut(until);
      const mine = windowOf(users, user, quota.unitsPerUser);
      if (mine.used() + units > quota.unitsPerUser) {
        // A client that keeps hammering is shut out for long, one that notices is not.
        const patience = windowOf(refusals, user, quota.refusalsBeforeLockout);
        return patience.book(1).waitMs > 0 ? lockOut(user, quota.lockoutMs) : googleErrors.userRateLimit();
      }
      if (project.book(units).waitMs > 0) return googleErrors.projectRateLimit();
      mine.force(units);
      return undefined;
    },
    chargeDirectory: (user) =>
      windowOf(directory, user, quota.directoryQueriesPerUser).book(1).waitMs > 0
        ? googleErrors.directoryQuota()
        : undefined,
  };
}
