import type { Stores } from '../transaction.ts';
import { tell } from '../outbox/tell.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { Handed } from './chat-documents.ts';
import { movedDocument } from './document-moves.ts';
import { documentThereView } from './document-views.ts';
import type { Document } from './document.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import { notTaken } from './not-taken.ts';
import { withDocument, type Prepared } from './prepare-document.ts';

type Placed = Extract<Document, { state: 'placed' }>;
type Handing = Extract<Document, { state: 'handing' }>;

/** Shows it to whoever asked. That it leaves, and what, is recorded before it does. */
export async function handDocument(deps: DocumentsDeps, placed: Placed): Promise<WorkOutcome | undefined> {
  const leaving = await withDocument(deps, placed, async (stores, prepared) => {
    const handing = movedDocument(placed, { kind: 'sent-off', at: deps.clock.now() });
    await stores.documents.replace(placed, handing);
    if (placed.attempts === 0) await record(deps, stores, prepared);
    return { prepared, handing };
  });
  if (leaving?.handing.state !== 'handing') return { kind: 'done' };
  const { prepared, handing } = leaving;
  const { to, file, chat } = prepared;
  const handed = await chat.hand(to, handing.place, file);
  if (handed.ok) return await arrived(deps, handing, handed.value, prepared);
  if (handed.error.kind !== 'ambiguous') return await notTaken(deps, { ...prepared, document: handing }, handed.error);
  deps.log.warn({ documentId: placed.id, error: handed.error.cause }, 'Document may have been handed over');
  return undefined;
}

async function arrived(deps: DocumentsDeps, handing: Handing, handed: Handed, { to }: Prepared): Promise<WorkOutcome> {
  const { id, accountId, name } = handing;
  await deps.transaction.run(accountId, async (stores) => {
    await stores.documents.replace(handing, movedDocument(handing, { kind: 'arrived', at: deps.clock.now() }));
    if (handed.seen) return;
    const subject = `document:${id}`;
    const recipient = { kind: 'address', address: to } as const;
    await tell(deps, stores, accountId, {
      key: subject,
      subject,
      recipient,
      view: documentThereView(name, handed.href),
    });
  });
  return { kind: 'done' };
}

/** Who took something with them is asked when it turns up somewhere. */
async function record(
  { audit, clock }: DocumentsDeps,
  stores: Stores,
  { document, written, file }: Prepared,
): Promise<void> {
  const { accountId, memberId, call } = document;
  await audit(stores, accountId, {
    kind: 'document.handed-over',
    at: clock.now(),
    actor: { kind: 'member', memberId },
    subject: { kind: 'command', id: call.command },
    facts: { ...written.facts, bytes: file.bytes.length },
    personal: [],
  });
}
