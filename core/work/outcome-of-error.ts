import { WORK_LIMITS } from './work-limits.ts';
import type { Work, WorkOutcome } from './work.ts';

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60 * 60;

/** What breaks is tried again, later each time, and parked in the end: a person has to look at it then. */
export function outcomeOfError(now: Temporal.Instant, { attempts }: Pick<Work, 'attempts'>): WorkOutcome {
  if (attempts + 1 >= WORK_LIMITS.attempts) return { kind: 'parked', reason: 'it broke each time it was tried' };
  const seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** attempts);
  return { kind: 'again', dueAt: now.add({ seconds }), countsAsAttempt: true, reason: 'it broke' };
}
