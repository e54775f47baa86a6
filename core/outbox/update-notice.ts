import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { SendFailure } from './chat-gateway.ts';
import { moveStoredNotice } from './move-stored-notice.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { retryAt, type NotNow } from './postpone.ts';

/** The old view is there to be read meanwhile, so the pause need not grow. */
const ATTEMPTS_THAT_WAIT_A_MINUTE = 4;

type Delivered = Extract<Notice, { readonly state: 'delivered' }>;

/** Paints the wanted view over the shown one. Painting the same view twice is harmless, so a lost result is painted again. */
export async function updateNotice(deps: OutboxDeps, notice: Delivered): Promise<WorkOutcome | undefined> {
  const gateway = deps.gateways(notice.to.surface);
  if (gateway === undefined) return notNow(deps, notice, { kind: 'unavailable', cause: 'no gateway is set up' });

  const updated = await gateway.update(notice.message, notice.view);
  if (!updated.ok) return notPainted(deps, notice, updated.error);
  // What was sent last is what is shown, also when it is older than what another worker sent meanwhile.
  await moveStoredNotice(deps, notice, {
    kind: 'arrived',
    message: updated.value,
    shown: notice.wanted,
    at: deps.clock.now(),
  });
  return undefined;
}

function notPainted(deps: OutboxDeps, notice: Delivered, failure: SendFailure): WorkOutcome {
  switch (failure.kind) {
    case 'throttled':
    case 'unavailable':
      return notNow(deps, notice, failure);
    case 'ambiguous':
      return notNow(deps, notice, { kind: 'unavailable', cause: failure.cause });
    case 'refused':
      // Deleted, or too old for the platform to change: it stays as it is until something new is to be shown.
      deps.log.error({ noticeId: notice.id, reason: failure.reason }, 'Message cannot be brought up to date');
      return { kind: 'done' };
    default:
      return unreachable(failure);
  }
}

function notNow(deps: OutboxDeps, notice: Delivered, failure: NotNow): WorkOutcome {
  if (failure.kind === 'unavailable')
    deps.log.warn({ noticeId: notice.id, error: failure.cause }, 'Message waits to be brought up to date');
  const dueAt = retryAt(deps, ATTEMPTS_THAT_WAIT_A_MINUTE, failure);
  return { kind: 'again', dueAt, countsAsAttempt: false, reason: failure.kind };
}
