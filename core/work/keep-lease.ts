import type { RunWorkDeps } from './run-work.ts';
import { WORK_LIMITS } from './work-limits.ts';
import type { Lease } from './work.ts';

export type HeldLease = Disposable & {
  /** Aborted when the process stops, the lease is lost, or the deadline of this kind is over. */
  readonly signal: AbortSignal;
};

type Deps = Pick<RunWorkDeps, 'clock' | 'queue' | 'log' | 'pulse' | 'timing'>;

/** Renews the lease while the work goes on, and tells it to stop when it may not go on. */
export function keepLease(deps: Deps, lease: Lease, stop: AbortSignal): HeldLease {
  const ending = new AbortController();
  const deadline = deps.clock.now().add(WORK_LIMITS.deadlines[lease.work.kind]);
  let until = lease.until;
  const beating = deps.pulse.every(deps.timing.beat, async () => {
    const now = deps.clock.now();
    if (Temporal.Instant.compare(now, deadline) >= 0) return ending.abort(new Error('The deadline is over'));
    const next = now.add(deps.timing.lease);
    const renewed = await renew(deps, lease, next);
    if (renewed === 'yes') until = next;
    // Without an answer the lease holds until it ends; somebody else may have the work after that.
    else if (renewed === 'no' || Temporal.Instant.compare(now, until) >= 0)
      ending.abort(new Error('The lease was lost'));
  });
  return { signal: AbortSignal.any([stop, ending.signal]), [Symbol.dispose]: () => beating[Symbol.dispose]() };
}

async function renew({ queue, log }: Deps, lease: Lease, until: Temporal.Instant): Promise<'yes' | 'no' | 'no-answer'> {
  try {
    return (await queue.extend(lease, until)) ? 'yes' : 'no';
  } catch (error) {
    log.warn({ workId: lease.work.id, error }, 'Lease could not be renewed');
    return 'no-answer';
  }
}
