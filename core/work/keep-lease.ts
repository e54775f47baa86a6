import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Pulse } from './pulse.ts';
import { WORK_LIMITS } from './work-limits.ts';
import type { WorkTiming } from './work-timing.ts';
import type { Lease, WorkQueue } from './work.ts';

/** Letting go waits for a renewal that is under way: one that arrived after the work was finished would hold it up again. */
export type HeldLease = AsyncDisposable & {
  /** Aborted when the process stops, the lease is lost, or the deadline of this kind is over. */
  readonly signal: AbortSignal;
};

type Deps = {
  readonly clock: Clock;
  readonly queue: WorkQueue;
  readonly log: Log;
  readonly pulse: Pulse;
  readonly timing: WorkTiming;
};

/** Renews the lease while the work goes on, and tells it to stop when it may not go on. */
export function keepLease(deps: Deps, lease: Lease, stop: AbortSignal): HeldLease {
  const ending = new AbortController();
  const deadline = deps.clock.now().add(WORK_LIMITS.deadlines[lease.work.kind]);
  let until = lease.until;
  const beat = async (): Promise<void> => {
    const now = deps.clock.now();
    if (Temporal.Instant.compare(now, deadline) >= 0) return ending.abort(new Error('The deadline is over'));
    const next = now.add(deps.timing.lease);
    const renewed = await renew(deps, lease, next);
    if (renewed === 'yes') until = next;
    // Without an answer the lease holds until it ends; somebody else may have the work after that.
    else if (renewed === 'no' || Temporal.Instant.compare(now, until) >= 0)
      ending.abort(new Error('The lease was lost'));
  };
  let beaten = Promise.resolve();
  const beating = deps.pulse.every(deps.timing.beat, () => (beaten = beat()));
  return {
    signal: AbortSignal.any([stop, ending.signal]),
    [Symbol.asyncDispose]: async () => {
      beating[Symbol.dispose]();
      await beaten;
    },
  };
}

async function renew({ queue, log }: Deps, lease: Lease, until: Temporal.Instant): Promise<'yes' | 'no' | 'no-answer'> {
  try {
    return (await queue.extend(lease, until)) ? 'yes' : 'no';
  } catch (error) {
    log.warn({ workId: lease.work.id, error }, 'Lease could not be renewed');
    return 'no-answer';
  }
}
