import type { Clock } from '../../../core/clock.ts';

/** Runs `factor` times faster than the wall, so that a window of 60 s is over after 60/factor s. */
export interface ScaledClock extends Clock {
  readonly factor: number;
  readonly toRealMs: (scaledMs: number) => number;
  /** Resolves when that much scaled time has passed. */
  readonly sleep: (scaledMs: number) => Promise<void>;
  readonly describe: () => string;
}

export type ScaledClockOptions = { readonly factor?: number; readonly startAt?: Temporal.Instant };

export function createScaledClock({ factor = 1, startAt }: ScaledClockOptions = {}): ScaledClock {
  if (!(factor > 0)) throw new RangeError('The time factor must be positive');
  const begun = performance.now();
  const origin = startAt ?? Temporal.Now.instant();
  const toRealMs = (scaledMs: number): number => scaledMs / factor;
  return {
    factor,
    toRealMs,
    now: () => origin.add({ microseconds: Math.round((performance.now() - begun) * factor * 1000) }),
    sleep: async (scaledMs) => {
      const wakeAt = performance.now() + toRealMs(scaledMs);
      // A timer may fire a little early, which a large factor turns into minutes.
      for (let left = toRealMs(scaledMs); left > 0; left = wakeAt - performance.now()) await wallDelay(left);
    },
    describe: () => (factor === 1 ? 'time runs unscaled' : `time runs ${factor} times faster than the wall`),
  };
}

function wallDelay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Stands still until it is told to move; for tests of windows and expiry. */
export interface ManualClock extends Clock {
  readonly advance: (by: Temporal.DurationLike) => void;
}

export function createManualClock(startAt: Temporal.Instant): ManualClock {
  let now = startAt;
  return {
    now: () => now,
    advance: (by) => {
      now = now.add(by);
    },
  };
}
