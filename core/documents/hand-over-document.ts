import { unreachable } from '../result.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import { movedDocument } from './document-moves.ts';
import type { Document } from './document.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import { handDocument } from './hand-document.ts';
import { lookForDocument } from './look-for-document.ts';
import { placeDocument } from './place-document.ts';

/** A document goes through so few states that more steps are a mistake of ours. */
const MOST_STEPS = 6;

/** Brings one document as far as it gets now. Every step is committed before and after the chat is asked. */
export function createHandOverDocument(deps: DocumentsDeps): WorkHandler<'document.hand-over'> {
  return async ({ accountId, documentId }, signal) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      signal.throwIfAborted();
      const document = await deps.transaction.run(accountId, ({ documents }) => documents.get(documentId));
      if (document === undefined) throw new Error(`Document ${documentId} is to be handed over but is not stored`);
      const outcome = await advance(deps, document);
      if (outcome !== undefined) return outcome;
    }
    throw new Error(`Document ${documentId} does not come to an end`);
  };
}

/** Undefined when the document has moved and there is more to do. */
async function advance(deps: DocumentsDeps, document: Document): Promise<WorkOutcome | undefined> {
  switch (document.state) {
    case 'wanted':
      return await placeDocument(deps, document);
    case 'offered':
      return await waitForAnswer(deps, document);
    case 'placed':
      return await handDocument(deps, document);
    case 'handing':
      return await lookForDocument(deps, document);
    case 'handed':
    case 'declined':
    case 'expired':
    case 'failed':
      return { kind: 'done' };
    default:
      return unreachable(document);
  }
}

async function waitForAnswer(
  { clock, transaction }: DocumentsDeps,
  document: Extract<Document, { state: 'offered' }>,
): Promise<WorkOutcome> {
  const at = clock.now();
  if (Temporal.Instant.compare(at, document.until) < 0)
    return { kind: 'again', dueAt: document.until, countsAsAttempt: false, reason: 'waits for an answer' };
  const expired = movedDocument(document, { kind: 'expired', at });
  await transaction.run(document.accountId, ({ documents }) => documents.replace(document, expired));
  return { kind: 'done' };
}
