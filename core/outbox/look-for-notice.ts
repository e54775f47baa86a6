import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { Found, SendFailure } from './chat-gateway.ts';
import { moveStoredNotice } from './move-stored-notice.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';

type Unknown = Extract<Notice, { readonly state: 'unknown' }>;

/** A message that is still under way must not be taken for absent. */
const SETTLING = Temporal.Duration.from({ seconds: 30 });
const PAUSE = Temporal.Duration.from({ minutes: 2 });
const MOST_LOOKS = 3;

/** Finds out whether a message whose result was lost is there; without knowing that, it is never sent again. */
export async function lookForNotice(deps: OutboxDeps, notice: Unknown): Promise<WorkOutcome | undefined> {
  if (notice.looks >= MOST_LOOKS) return { kind: 'done' };
  const settled = notice.since.add(SETTLING);
  if (Temporal.Instant.compare(deps.clock.now(), settled) < 0) return later(settled, 'settling');

  const gateway = deps.gateways(notice.to.surface);
  if (gateway === undefined) return later(deps.clock.now().add(PAUSE), 'no gateway is set up');
  const found = await gateway.find(notice.to, notice.key);
  return found.ok ? await settle(deps, notice, found.value) : await notSeen(deps, notice, found.error);
}

async function settle(deps: OutboxDeps, notice: Unknown, found: Found): Promise<WorkOutcome | undefined> {
  const at = deps.clock.now();
  switch (found.kind) {
    case 'found':
      // A view that was repainted meanwhile cannot be told from the one that is there.
      await moveStoredNotice(deps, notice, {
        kind: 'arrived',
        message: found.message,
        shown: notice.wanted === 1 ? 1 : 0,
        at,
      });
      return undefined;
    case 'absent':
      await moveStoredNotice(deps, notice, { kind: 'absent', at });
      return undefined;
    case 'unknowable':
      return await stillUnknown(deps, notice, found.reason);
    default:
      return unreachable(found);
  }
}

async function notSeen(deps: OutboxDeps, notice: Unknown, failure: SendFailure): Promise<WorkOutcome> {
  switch (failure.kind) {
    case 'throttled':
      return later(deps.clock.now().add({ milliseconds: Math.ceil(failure.retryAfterMs) }), 'throttled');
    case 'unavailable':
    case 'ambiguous':
      deps.log.warn({ noticeId: notice.id, error: failure.cause }, 'Notice could not be looked for');
      return later(deps.clock.now().add(PAUSE), failure.kind);
    case 'refused':
      return await stillUnknown(deps, notice, failure.reason);
    default:
      return unreachable(failure);
  }
}

async function stillUnknown(deps: OutboxDeps, notice: Unknown, reason: string): Promise<WorkOutcome> {
  await moveStoredNotice(deps, notice, { kind: 'still-unknown' });
  const looks = notice.looks + 1;
  if (looks < MOST_LOOKS) return later(deps.clock.now().add(PAUSE), 'unknowable');
  deps.log.error({ noticeId: notice.id, accountId: notice.accountId, looks, reason }, 'Notice stays unknown');
  return { kind: 'done' };
}

function later(dueAt: Temporal.Instant, reason: string): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason };
}
