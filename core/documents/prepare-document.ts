import type { PlatformUser } from '../commands/inbound.ts';
import type { ChatAddress } from '../outbox/chat-gateway.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { movedDocument } from './document-moves.ts';
import { documentFailedView } from './document-views.ts';
import type { DocumentFailure } from './document.ts';
import type { ChatDocuments, DocumentFile } from './chat-documents.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import type { Unfinished } from './write-again.ts';
import type { WrittenDocument } from './written-document.ts';

/** One request of the vendors' takes so much, and so much fits the memory of a worker that makes several. */
const MOST_BYTES = 50 * 1024 * 1024;

export type Prepared = {
  readonly document: Unfinished;
  readonly written: WrittenDocument;
  readonly file: DocumentFile;
  readonly to: ChatAddress;
  readonly chat: ChatDocuments;
};

/** The document as it is now; undefined when there is none any more, which whoever asked has then been told. */
export async function prepareDocument(
  deps: DocumentsDeps,
  stores: Stores,
  document: Unfinished,
): Promise<Prepared | undefined> {
  const { to: user, answered } = await deps.writeAgain(stores, document, deps.clock.now());
  if (answered.kind !== 'document') {
    await end(deps, stores, document, 'answered');
    if (!('view' in answered)) throw new Error(`Document ${document.id} was answered with ${answered.kind}`);
    const { accountId, id } = document;
    const subject = `document:${id}`;
    await tell(deps, stores, accountId, { key: subject, subject, recipient: recipientOf(user), view: answered.view });
    return undefined;
  }
  const chat = deps.documents(user.surface);
  const bytes = new TextEncoder().encode(answered.document.text);
  const because = chat === undefined ? 'not-permitted' : bytes.length > MOST_BYTES ? 'too-large' : undefined;
  if (chat === undefined || because !== undefined) {
    await failDocument(deps, stores, {
      document,
      user,
      asText: answered.document.asText,
      because: because ?? 'not-permitted',
    });
    return undefined;
  }
  const { title } = answered.document;
  const file = { name: document.name, title, bytes };
  return { document, written: answered.document, file, to: { kind: 'user', ...user }, chat };
}

type Failing = {
  readonly document: Unfinished;
  readonly user: PlatformUser;
  readonly asText: WrittenDocument['asText'];
  readonly because: Exclude<DocumentFailure, 'answered'>;
};

/** Ends it and tells whoever asked why, in the chat where they asked. */
export async function failDocument(
  deps: DocumentsDeps,
  stores: Stores,
  { document, user, asText, because }: Failing,
): Promise<void> {
  const { id, accountId, name, call } = document;
  await end(deps, stores, document, because);
  const subject = `document:${id}`;
  const view = documentFailedView(because, { name, call, asText, reference: id });
  await tell(deps, stores, accountId, { key: subject, subject, recipient: recipientOf(user), view });
}

async function end(
  { clock }: DocumentsDeps,
  { documents }: Stores,
  document: Unfinished,
  because: DocumentFailure,
): Promise<void> {
  await documents.replace(document, movedDocument(document, { kind: 'failed', because, at: clock.now() }));
}

function recipientOf(user: PlatformUser) {
  return { kind: 'address', address: { kind: 'user', ...user } } as const;
}
