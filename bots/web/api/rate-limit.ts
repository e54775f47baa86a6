import type { Clock } from '../../../core/clock.ts';

export type Taken = {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Until all of it is there again. */
  readonly resetSeconds: number;
  /** Until one more is there. */
  readonly waitSeconds: number;
};

export type RateLimit = { readonly perMinute: number; readonly take: (key: string) => Taken };

type Bucket = { readonly level: number; readonly at: Temporal.Instant };

/** One bucket per key in this process: it holds a minute's worth and fills evenly. */
export function createRateLimit({
  clock,
  perMinute,
}: {
  readonly clock: Clock;
  readonly perMinute: number;
}): RateLimit {
  const buckets = new Map<string, Bucket>();
  const perSecond = perMinute / 60;
  const levelAt = ({ level, at }: Bucket, now: Temporal.Instant): number =>
    Math.min(perMinute, level + Math.max(0, now.since(at).total('seconds')) * perSecond);
  return {
    perMinute,
    take: (key) => {
      const now = clock.now();
      forgetFull(now);
      const before = buckets.get(key);
      const level = before === undefined ? perMinute : levelAt(before, now);
      const isAllowed = level >= 1;
      const left = isAllowed ? level - 1 : level;
      buckets.set(key, { level: left, at: now });
      return {
        isAllowed,
        remaining: Math.floor(left),
        resetSeconds: Math.ceil((perMinute - left) / perSecond),
        waitSeconds: left >= 1 ? 0 : Math.ceil((1 - left) / perSecond),
      };
    },
  };

  /** A full bucket is like none; without this every key ever used would stay. */
  function forgetFull(now: Temporal.Instant): void {
    if (buckets.size < MOST_BUCKETS) return;
    for (const [key, bucket] of buckets) if (levelAt(bucket, now) >= perMinute) buckets.delete(key);
  }
}

const MOST_BUCKETS = 1_000;
