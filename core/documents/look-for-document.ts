import { unreachable } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { ChatDocuments, Whether } from './chat-documents.ts';
import { movedDocument } from './document-moves.ts';
import type { Document } from './document.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import { failDocument } from './prepare-document.ts';

type Handing = Extract<Document, { state: 'handing' }>;

/** What is still under way must not be taken for absent. */
const SETTLING = Temporal.Duration.from({ seconds: 20 });
/** A chat that cannot be asked for so long leaves it open. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 });

/** Finds out whether a file whose handing over was cut off is there; without knowing that, it is never shown again. */
export async function lookForDocument(deps: DocumentsDeps, handing: Handing): Promise<WorkOutcome | undefined> {
  const now = deps.clock.now();
  const settled = handing.since.add(SETTLING);
  if (Temporal.Instant.compare(now, settled) < 0)
    return { kind: 'again', dueAt: settled, countsAsAttempt: false, reason: 'settling' };
  const { from } = (await deliveryOf(deps, handing)).inbound;
  const found = await whether(deps.documents(from.surface), handing, { kind: 'user', ...from });
  if (found === undefined && Temporal.Instant.compare(now, handing.since.add(PATIENCE)) < 0)
    return { kind: 'again', dueAt: now.add(SETTLING), countsAsAttempt: false, reason: 'cannot be looked for' };
  return await settle(deps, handing, found ?? 'unknowable');
}

async function deliveryOf({ transaction }: DocumentsDeps, { id, accountId, deliveryId }: Handing) {
  const delivery = await transaction.run(accountId, ({ deliveries }) => deliveries.lock(deliveryId));
  if (delivery === undefined) throw new Error(`Document ${id} lacks its delivery`);
  return delivery;
}

async function whether(
  chat: ChatDocuments | undefined,
  { place }: Handing,
  to: Parameters<ChatDocuments['find']>[0],
): Promise<Whether | undefined> {
  const found = await chat?.find(to, place);
  if (found === undefined) return undefined;
  if (found.ok) return found.value;
  return found.error.kind === 'refused' ? 'unknowable' : undefined;
}

async function settle(deps: DocumentsDeps, handing: Handing, found: Whether): Promise<WorkOutcome | undefined> {
  const at = deps.clock.now();
  return await deps.transaction.run(handing.accountId, async (stores): Promise<WorkOutcome | undefined> => {
    switch (found) {
      case 'there':
        await stores.documents.replace(handing, movedDocument(handing, { kind: 'arrived', at }));
        return { kind: 'done' };
      case 'absent':
        await stores.documents.replace(handing, movedDocument(handing, { kind: 'absent' }));
        return undefined;
      case 'unknowable': {
        const delivery = await stores.deliveries.lock(handing.deliveryId);
        if (delivery === undefined) throw new Error(`Document ${handing.id} lacks its delivery`);
        const user = delivery.inbound.from;
        await failDocument(deps, stores, { document: handing, user, asText: undefined, because: 'perhaps' });
        return { kind: 'done' };
      }
      default:
        return unreachable(found);
    }
  });
}
