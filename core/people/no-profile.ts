import type { Clock } from '../clock.ts';
import type { Delivery } from '../commands/delivery.ts';
import type { Log } from '../log.ts';
import type { SendFailure } from '../outbox/chat-gateway.ts';
import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';

export type NoAnswer =
  | { readonly kind: 'wait'; readonly outcome: WorkOutcome }
  | { readonly kind: 'turn-away'; readonly reason: string };

const LONGEST_WAIT = Temporal.Duration.from({ hours: 24 });
const LONGEST_PAUSE_SECONDS = 10 * 60;
const SHORTEST_PAUSE_SECONDS = 5;

/** The platform did not say who somebody is: it is asked again, less and less often, for a day. */
export function noAnswer(
  deps: { readonly clock: Clock; readonly log: Log },
  { id, receivedAt }: Delivery,
  failure: SendFailure | undefined,
): NoAnswer {
  if (failure === undefined) return { kind: 'turn-away', reason: 'Usher cannot look people up in this chat.' };
  switch (failure.kind) {
    case 'throttled':
      return again(deps.clock.now().add({ milliseconds: Math.ceil(failure.retryAfterMs) }), failure.kind);
    case 'unavailable':
    case 'ambiguous':
      deps.log.warn({ deliveryId: id, error: failure.cause }, 'Chat did not say who somebody is');
      return unanswered(deps.clock.now(), receivedAt);
    case 'refused':
      deps.log.error({ deliveryId: id, reason: failure.reason }, 'Chat refuses to say who somebody is');
      return { kind: 'turn-away', reason: 'This chat does not let Usher see your confirmed address.' };
    default:
      return unreachable(failure);
  }
}

function unanswered(now: Temporal.Instant, receivedAt: Temporal.Instant): NoAnswer {
  const waited = receivedAt.until(now);
  if (Temporal.Duration.compare(waited, LONGEST_WAIT) >= 0)
    return { kind: 'turn-away', reason: 'This chat did not answer for a day when Usher asked it who you are.' };
  const seconds = Math.min(LONGEST_PAUSE_SECONDS, Math.max(SHORTEST_PAUSE_SECONDS, Math.ceil(waited.total('seconds'))));
  return again(now.add({ seconds }), 'unavailable');
}

function again(dueAt: Temporal.Instant, reason: string): NoAnswer {
  return { kind: 'wait', outcome: { kind: 'again', dueAt, countsAsAttempt: false, reason } };
}
