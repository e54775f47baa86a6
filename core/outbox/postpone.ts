import type { WorkOutcome } from '../work/work.ts';
import type { SendFailure } from './chat-gateway.ts';
import { moveStoredNotice } from './move-stored-notice.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { waitAfter } from './patience.ts';

export type NotNow = Extract<SendFailure, { readonly kind: 'throttled' | 'unavailable' }>;

const ATTEMPTS_BEFORE_ALERT = 5;

/** The message is certainly not out: the notice waits, however long the platform needs. */
export async function postpone(deps: OutboxDeps, notice: Notice, failure: NotNow): Promise<WorkOutcome> {
  const until = retryAt(deps, notice.attempts, failure);
  const countsAsAttempt = failure.kind === 'unavailable';
  const { attempts } = await moveStoredNotice(deps, notice, { kind: 'postponed', until, countsAsAttempt });
  report(deps, { ...notice, attempts }, failure);
  return { kind: 'again', dueAt: until, countsAsAttempt: false, reason: failure.kind };
}

export function retryAt({ clock }: Pick<OutboxDeps, 'clock'>, attempts: number, failure: NotNow): Temporal.Instant {
  const wait =
    failure.kind === 'throttled'
      ? Temporal.Duration.from({ milliseconds: Math.ceil(failure.retryAfterMs) })
      : waitAfter(attempts);
  return clock.now().add(wait);
}

function report(
  { log }: Pick<OutboxDeps, 'log'>,
  { id, attempts }: Pick<Notice, 'id' | 'attempts'>,
  failure: NotNow,
): void {
  if (failure.kind === 'throttled') return log.info({ noticeId: id }, 'Notice was throttled');
  const fields = { noticeId: id, attempts, error: failure.cause };
  if (attempts < ATTEMPTS_BEFORE_ALERT) log.warn(fields, 'Notice waits for its platform');
  else log.error(fields, 'Notice still waits for its platform');
}
