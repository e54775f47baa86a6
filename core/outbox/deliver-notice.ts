import { unreachable } from '../result.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { lookForNotice } from './look-for-notice.ts';
import { moveStoredNotice } from './move-stored-notice.ts';
import type { Notice } from './notice.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { postNotice } from './post-notice.ts';
import { updateNotice } from './update-notice.ts';

/** Repaints may arrive as fast as they are sent; after this many steps somebody else has a turn. */
const MOST_STEPS = 12;

export type DeliverNotice = (notice: WorkPayload<'outbox.deliver'>, signal: AbortSignal) => Promise<WorkOutcome>;

/** Brings one notice as far as it gets now. Every step is committed before and after the platform is called. */
export function createDeliverNotice(deps: OutboxDeps): DeliverNotice {
  return async ({ accountId, noticeId }, signal) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      signal.throwIfAborted();
      const notice = await deps.transaction.run(accountId, ({ notices }) => notices.get(noticeId));
      if (notice === undefined) throw new Error(`Notice ${noticeId} is to be delivered but is not stored`);
      const outcome = await advance(deps, notice);
      if (outcome !== undefined) return outcome;
    }
    return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'repainted while it was sent' };
  };
}

/** Undefined when the notice has moved and there is more to do. */
async function advance(deps: OutboxDeps, notice: Notice): Promise<WorkOutcome | undefined> {
  switch (notice.state) {
    case 'pending':
      return Temporal.Instant.compare(deps.clock.now(), notice.notBefore) < 0
        ? { kind: 'again', dueAt: notice.notBefore, countsAsAttempt: false, reason: 'not before' }
        : await postNotice(deps, notice);
    case 'sending':
      // Only a worker that died leaves this state behind: nobody knows what became of its message.
      await moveStoredNotice(deps, notice, { kind: 'lost-sight', at: deps.clock.now() });
      return undefined;
    case 'unknown':
      return await lookForNotice(deps, notice);
    case 'delivered':
      return notice.shown === notice.wanted ? { kind: 'done' } : await updateNotice(deps, notice);
    case 'undeliverable':
      return { kind: 'done' };
    default:
      return unreachable(notice);
  }
}
