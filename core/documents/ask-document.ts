import type { Call } from '../commands/call.ts';
import { actingMember, type CommandContext } from '../commands/command.ts';
import type { Reply } from '../commands/reply.ts';
import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { DocumentWay } from './chat-documents.ts';
import { documentAskedView } from './document-views.ts';
import type { WrittenDocument } from './written-document.ts';

type Asking = { readonly call: Call; readonly way: DocumentWay; readonly document: WrittenDocument };

/** Keeps that somebody asked for a file. A job makes and brings it, because nobody in a chat waits for an upload. */
export async function askDocument(
  { ids }: { readonly ids: Ids },
  context: CommandContext,
  { call, way, document }: Asking,
): Promise<Reply> {
  const { stores, account, deliveryId, now } = context;
  const documentId = ids.next('document');
  await stores.documents.add({
    id: documentId,
    accountId: account.id,
    memberId: actingMember(context).id,
    deliveryId,
    name: document.name,
    askedAt: now,
    attempts: 0,
    version: 1,
    state: 'wanted',
    call,
  });
  await handOverAt({ ids }, stores, { accountId: account.id, documentId, dueAt: now });
  return { kind: 'deferred', view: documentAskedView(document, way) };
}

type Due = {
  readonly accountId: Id<'account'>;
  readonly documentId: Id<'document'>;
  readonly dueAt: Temporal.Instant;
};

export async function handOverAt(
  { ids }: { readonly ids: Ids },
  { work }: Pick<Stores, 'work'>,
  { accountId, documentId, dueAt }: Due,
): Promise<void> {
  await work.add({
    id: ids.next('work'),
    kind: 'document.hand-over',
    key: `document.hand-over:${documentId}`,
    payload: { accountId, documentId },
    dueAt,
  });
}
