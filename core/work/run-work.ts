import type { WorkTiming } from './work-timing.ts';
import type { Clock } from '../clock.ts';
import type { Id } from '../ids.ts';
import type { Log } from '../log.ts';
import { inRequestContext } from '../request-context.ts';
import { keepLease } from './keep-lease.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import type { Pulse } from './pulse.ts';
import type { WorkHandlers } from './work-handler.ts';
import { WORK_LIMITS } from './work-limits.ts';
import type { Lease, Work, WorkOutcome, WorkQueue } from './work.ts';

export type RunWorkDeps = {
  readonly clock: Clock;
  readonly queue: WorkQueue;
  readonly log: Log;
  readonly pulse: Pulse;
  readonly handlers: WorkHandlers;
  readonly timing: WorkTiming;
  /** Tells people of work that was set aside; told twice it is one message. */
  readonly tellParked: (work: Work) => Promise<void>;
};

export type WorkRef = { readonly accountId: Id<'account'>; readonly workId: Id<'work'> };

/** Takes the work if nobody else has it, does it, and writes down what became of it. `stop` is the shutdown. */
export type RunWork = (ref: WorkRef, stop: AbortSignal) => Promise<'ran' | 'not-mine'>;

export function createRunWork(deps: RunWorkDeps): RunWork {
  return async ({ accountId, workId }, stop) => {
    if (stop.aborted) return 'not-mine';
    const now = deps.clock.now();
    const lease = await deps.queue.claim(accountId, workId, now, now.add(deps.timing.lease));
    if (lease === undefined) return 'not-mine';
    await inRequestContext({ reference: workId, accountId, what: lease.work.kind }, () => runLeased(deps, lease, stop));
    return 'ran';
  };
}

async function runLeased(deps: RunWorkDeps, lease: Lease, stop: AbortSignal): Promise<void> {
  const { work } = lease;
  const outcome = await attempt(deps, lease, stop);
  report(deps, work, outcome);
  if (outcome.kind === 'parked') await deps.tellParked(work);
  if (!(await deps.queue.finish(lease, outcome)))
    deps.log.warn({ workId: work.id, kind: work.kind, outcome: outcome.kind }, 'Work was taken over meanwhile');
}

async function attempt(deps: RunWorkDeps, lease: Lease, stop: AbortSignal): Promise<WorkOutcome> {
  const { work } = lease;
  if (work.attempts >= WORK_LIMITS.attempts) return { kind: 'parked', reason: 'it ended its worker each time' };
  await using hold = keepLease(deps, lease, stop);
  try {
    // The queue parsed the payload with the schema of this kind, whose handler stands in the table under it.
    return await deps.handlers[work.kind](work.payload as never, hold.signal, lease);
  } catch (error) {
    if (stop.aborted && hold.signal.aborted)
      return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'the process stops' };
    deps.log.error({ workId: work.id, kind: work.kind, attempts: work.attempts, error }, 'Work broke');
    return outcomeOfError(deps.clock.now(), work);
  }
}

function report({ log }: RunWorkDeps, { id, kind, attempts }: Work, outcome: WorkOutcome): void {
  const fields = { workId: id, kind, attempts };
  if (outcome.kind === 'parked') log.error({ ...fields, reason: outcome.reason }, 'Work parked');
  else if (outcome.kind === 'again') log.info({ ...fields, outcome: 'again', reason: outcome.reason }, 'Work finished');
  else log.info({ ...fields, outcome: outcome.kind }, 'Work finished');
}
