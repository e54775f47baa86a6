import type { Call } from '../commands/call.ts';
import type { SendFailure } from '../outbox/chat-gateway.ts';
import { unreachable } from '../result.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { ChatDocuments, DocumentOffer } from './chat-documents.ts';
import { movedDocument, type DocumentEvent } from './document-moves.ts';
import type { Document } from './document.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import { notTaken } from './not-taken.ts';
import { withDocument, type Prepared } from './prepare-document.ts';

type Wanted = Extract<Document, { state: 'wanted' }>;

/** An offer that nobody answers is over after this long. */
const OFFER_LIFE = Temporal.Duration.from({ hours: 24 });

/** Lays the file down, or offers it where the person is asked first. */
export async function placeDocument(deps: DocumentsDeps, wanted: Wanted): Promise<WorkOutcome | undefined> {
  const prepared = await withDocument(deps, wanted, async (stores, made) =>
    made.chat.kind === 'agreed' ? { ...made, answers: await answersTo(deps, stores, wanted) } : made,
  );
  if (prepared === undefined) return { kind: 'done' };
  const { chat } = prepared;
  switch (chat.kind) {
    case 'posted':
      return await layDown(deps, wanted, prepared, chat);
    case 'agreed':
      return await offer(deps, wanted, prepared, chat);
    default:
      return unreachable(chat);
  }
}

async function layDown(
  deps: DocumentsDeps,
  wanted: Wanted,
  prepared: Prepared,
  chat: Extract<ChatDocuments, { kind: 'posted' }>,
): Promise<WorkOutcome | undefined> {
  const laid = await chat.layDown(prepared.to, prepared.file);
  // Bytes that lie where nobody sees them may be laid down again.
  if (!laid.ok) return await notTaken(deps, prepared, retriable(laid.error));
  await move(deps, wanted, { kind: 'placed', place: laid.value });
  return undefined;
}

function retriable(failure: SendFailure): Exclude<SendFailure, { kind: 'ambiguous' }> {
  return failure.kind === 'ambiguous' ? { kind: 'unavailable', cause: failure.cause } : failure;
}

type Answers = Pick<DocumentOffer, 'accept' | 'decline'>;

async function offer(
  deps: DocumentsDeps,
  wanted: Wanted,
  prepared: Prepared & { readonly answers?: Answers },
  chat: Extract<ChatDocuments, { kind: 'agreed' }>,
): Promise<WorkOutcome | undefined> {
  const { file, to, answers } = prepared;
  if (answers === undefined) throw new Error(`Document ${wanted.id} is offered without answers`);
  const { name, title, bytes } = file;
  const offered = await chat.offer(to, { name, title, size: bytes.length, ...answers });
  // One that may be there is not offered twice: whoever does not see it asks again.
  if (!offered.ok && offered.error.kind !== 'ambiguous') return await notTaken(deps, prepared, offered.error);
  if (!offered.ok) deps.log.warn({ documentId: wanted.id }, 'Document may have been offered');
  await move(deps, wanted, { kind: 'offered', until: deps.clock.now().add(OFFER_LIFE) });
  return undefined;
}

async function answersTo(
  { ids, clock }: DocumentsDeps,
  { actions }: Stores,
  { id, accountId }: Wanted,
): Promise<Answers> {
  const expiresAt = clock.now().add(OFFER_LIFE.add({ hours: 24 }));
  const mint = async (call: Call): Promise<Id<'action'>> => {
    const action = ids.next('action');
    await actions.add([{ id: action, accountId, call, expiresAt }]);
    return action;
  };
  return {
    accept: await mint({ command: 'document accept', args: { document: id } }),
    decline: await mint({ command: 'document decline', args: { document: id } }),
  };
}

async function move({ transaction }: DocumentsDeps, wanted: Wanted, event: DocumentEvent): Promise<void> {
  await transaction.run(wanted.accountId, ({ documents }) => documents.replace(wanted, movedDocument(wanted, event)));
}
