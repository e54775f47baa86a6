import type { SendFailure } from '../outbox/chat-gateway.ts';
import { waitAfter } from '../outbox/patience.ts';
import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import { movedDocument } from './document-moves.ts';
import type { DocumentFailure } from './document.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import { failDocument, type Prepared } from './prepare-document.ts';

/** Longer than this nobody waits for a file; they are told, and may ask again. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 });

/** The chat certainly did not take it: it is tried later, or whoever asked is told why not. */
export async function notTaken(
  deps: DocumentsDeps,
  { document, written, to }: Pick<Prepared, 'document' | 'written' | 'to'>,
  failure: Exclude<SendFailure, { kind: 'ambiguous' }>,
): Promise<WorkOutcome> {
  if (to.kind !== 'user') throw new Error('A document goes to a person');
  const { surface, workspace, user } = to;
  const fail = async (because: Exclude<DocumentFailure, 'answered'>): Promise<WorkOutcome> => {
    const failing = { document, user: { surface, workspace, user }, asText: written.asText, because };
    await deps.transaction.run(document.accountId, (stores) => failDocument(deps, stores, failing));
    return { kind: 'done' };
  };
  const now = deps.clock.now();
  switch (failure.kind) {
    case 'refused':
      deps.log.warn({ documentId: document.id, reason: failure.reason }, 'Document was refused');
      return await fail(failure.reason === PLACE_GONE ? 'place-gone' : 'not-permitted');
    case 'throttled':
    case 'unavailable': {
      if (Temporal.Instant.compare(now, document.askedAt.add(PATIENCE)) >= 0 && document.attempts > 3)
        return await fail('unreachable');
      const postponed = movedDocument(document, { kind: 'postponed' });
      await deps.transaction.run(document.accountId, ({ documents }) => documents.replace(document, postponed));
      const wait =
        failure.kind === 'throttled' ? { milliseconds: Math.ceil(failure.retryAfterMs) } : waitAfter(document.attempts);
      return { kind: 'again', dueAt: now.add(wait), countsAsAttempt: false, reason: failure.kind };
    }
    default:
      return unreachable(failure);
  }
}

/** The reason of a refusal by which a surface says that the place is not open any more. */
export const PLACE_GONE = 'place-gone';
