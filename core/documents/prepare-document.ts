import type { PlatformUser } from '../commands/inbound.ts';
import type { ChatAddress } from '../outbox/chat-gateway.ts';
import { tell } from '../outbox/tell.ts';
import type { Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { movedDocument } from './document-moves.ts';
import { documentFailedView } from './document-views.ts';
import type { DocumentFailure } from './document.ts';
import type { ChatDocuments, DocumentFile } from './chat-documents.ts';
import type { DocumentsDeps } from './documents-deps.ts';
import type { Unfinished } from './write-again.ts';
import type { LongText, WriteLong, WrittenDocument } from './written-document.ts';

/** One request of the vendors' takes so much, and so much fits the memory of a worker that makes several. */
const MOST_BYTES = 50 * 1024 * 1024;

export type Prepared = {
  readonly document: Unfinished;
  readonly written: WrittenDocument;
  readonly file: DocumentFile;
  readonly to: ChatAddress;
  readonly chat: ChatDocuments;
};

/**
 * Goes on with the document as it is now, in one transaction with the rights of that moment. What is too long for one is
 * written between two. Undefined when there is none any more, which whoever asked has then been told.
 */
export async function withDocument<Value>(
  deps: DocumentsDeps,
  document: Unfinished,
  goOn: (stores: Stores, prepared: Prepared) => Promise<Value>,
): Promise<Value | undefined> {
  const prepare = (long?: Result<LongText, View>) =>
    deps.transaction.run(document.accountId, async (stores) => {
      const prepared = await prepareDocument(deps, stores, { document, long });
      return prepared === undefined || typeof prepared === 'function'
        ? { write: prepared }
        : { value: await goOn(stores, prepared) };
    });
  const first = await prepare();
  const made = first.write === undefined ? first : await prepare(await first.write(MOST_BYTES));
  return made.value;
}

type Preparing = { readonly document: Unfinished; readonly long: Result<LongText, View> | undefined };

/** Answers how it is written where that is to be done first. */
async function prepareDocument(
  deps: DocumentsDeps,
  stores: Stores,
  { document, long }: Preparing,
): Promise<Prepared | WriteLong | undefined> {
  const { to: user, answered } = await deps.writeAgain(stores, document, deps.clock.now());
  if (answered.kind !== 'document') {
    if (!('view' in answered)) throw new Error(`Document ${document.id} was answered with ${answered.kind}`);
    return await answerInstead(deps, stores, { document, user, view: answered.view });
  }
  const { text, title, asText, facts } = answered.document;
  const chat = deps.documents(user.surface);
  if (chat === undefined) return await failDocument(deps, stores, { document, user, asText, because: 'not-permitted' });
  if (typeof text === 'function' && long === undefined) return text;
  if (long?.ok === false) return await answerInstead(deps, stores, { document, user, view: long.error });
  const made = typeof text === 'string' ? { text, facts } : long?.value;
  if (made === undefined) throw new Error(`Document ${document.id} was not written`);
  const bytes = new TextEncoder().encode(made.text);
  if (bytes.length > MOST_BYTES)
    return await failDocument(deps, stores, { document, user, asText, because: 'too-large' });
  const file = { name: document.name, title, bytes };
  const written = { ...answered.document, facts: { ...facts, ...made.facts } };
  return { document, written, file, to: { kind: 'user', ...user }, chat };
}

type Answering = { readonly document: Unfinished; readonly user: PlatformUser; readonly view: View };

async function answerInstead(
  deps: DocumentsDeps,
  stores: Stores,
  { document, user, view }: Answering,
): Promise<undefined> {
  await end(deps, stores, document, 'answered');
  const { accountId, id } = document;
  const subject = `document:${id}`;
  await tell(deps, stores, accountId, { key: subject, subject, recipient: recipientOf(user), view });
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
): Promise<undefined> {
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
