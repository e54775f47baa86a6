import { DEFAULT_TIMING, type WorkerTiming } from '../../jobs/worker-timing.ts';

/**
 * The office’s clock runs faster than the wall. What is measured on it and waited for on the wall is stretched, so that a
 * lease of a minute is a minute; what belongs to the vendors’ world, such as quotas and cycles, runs with the clock.
 */
export function scaledTiming(factor: number): WorkerTiming {
  const stretched = (span: Temporal.Duration): Temporal.Duration =>
    Temporal.Duration.from({ milliseconds: Math.round(span.total('milliseconds') * factor) });
  return {
    ...DEFAULT_TIMING,
    work: { ...DEFAULT_TIMING.work, lease: stretched(DEFAULT_TIMING.work.lease) },
    deliveries: {
      open: stretched(DEFAULT_TIMING.deliveries.open),
      unanswered: stretched(DEFAULT_TIMING.deliveries.unanswered),
    },
  };
}
