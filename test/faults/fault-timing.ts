import { DEFAULT_TIMING, type WorkerTiming } from '../../jobs/worker-timing.ts';

/**
 * Spans of the wall, short enough that what a killed process left behind is soon taken up, and long enough that a busy
 * machine does not take a living process for a dead one. What is measured on the scaled clock is stretched with it.
 */
export function faultTiming(factor: number, patienceMs: number): WorkerTiming {
  const stretched = (ms: number) => Temporal.Duration.from({ milliseconds: Math.round(ms * factor) });
  return {
    ...DEFAULT_TIMING,
    work: { lease: stretched(4000), beat: wall(500) },
    deliveries: { open: stretched(patienceMs), unanswered: stretched(patienceMs) },
    sweepEvery: wall(250),
    resumeEvery: wall(500),
    lookAfterSweeps: wall(500),
    grace: wall(3000),
    lockLife: wall(3000),
  };
}

function wall(milliseconds: number): Temporal.Duration {
  return Temporal.Duration.from({ milliseconds });
}
