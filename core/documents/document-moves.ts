import { err, ok, unreachable, type Result } from '../result.ts';
import type { Document, DocumentBase, DocumentFailure, DocumentState } from './document.ts';

export type DocumentEvent =
  | { readonly kind: 'offered'; readonly until: Temporal.Instant }
  | { readonly kind: 'placed'; readonly place: string }
  | { readonly kind: 'sent-off'; readonly at: Temporal.Instant }
  | { readonly kind: 'arrived' | 'declined' | 'expired'; readonly at: Temporal.Instant }
  | { readonly kind: 'absent' | 'postponed' }
  | { readonly kind: 'failed'; readonly because: DocumentFailure; readonly at: Temporal.Instant };

export type DocumentMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: DocumentState;
  readonly event: DocumentEvent['kind'];
};

/** Nothing is shown before it has been sent off, and what has ended stays so. */
export function moveDocument(document: Document, event: DocumentEvent): Result<Document, DocumentMoveRefused> {
  const base = nextBase(document);
  const refused = err({ kind: 'no-such-move', from: document.state, event: event.kind } as const);
  switch (event.kind) {
    case 'offered':
      if (document.state !== 'wanted') return refused;
      return ok({ ...base, state: 'offered', call: document.call, until: event.until });
    case 'placed':
      if (document.state !== 'wanted' && document.state !== 'offered') return refused;
      // The chat was reached. Whoever hands it over for the first time records that it leaves, and knows it by this.
      return ok({ ...base, attempts: 0, state: 'placed', call: document.call, place: event.place });
    case 'sent-off':
      if (document.state !== 'placed') return refused;
      return ok({ ...base, state: 'handing', call: document.call, place: document.place, since: event.at });
    case 'absent':
    case 'postponed':
      return putBack(document, event.kind) ?? refused;
    case 'arrived':
      return document.state === 'handing' ? ok({ ...base, state: 'handed', at: event.at }) : refused;
    case 'declined':
    case 'expired':
      return document.state === 'offered' ? ok({ ...base, state: event.kind, at: event.at }) : refused;
    case 'failed':
      if (document.state !== 'wanted' && document.state !== 'placed' && document.state !== 'handing') return refused;
      return ok({ ...base, state: 'failed', because: event.because, at: event.at });
    default:
      return unreachable(event);
  }
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedDocument(document: Document, event: DocumentEvent): Document {
  const moved = moveDocument(document, event);
  if (!moved.ok) throw new Error(`Document ${document.id} is ${document.state} and cannot take “${event.kind}”`);
  return moved.value;
}

function putBack(document: Document, kind: 'absent' | 'postponed'): Result<Document, never> | undefined {
  const base = { ...nextBase(document), attempts: document.attempts + 1 };
  if (document.state === 'handing') return ok({ ...base, state: 'placed', call: document.call, place: document.place });
  return document.state === 'wanted' && kind === 'postponed'
    ? ok({ ...base, state: 'wanted', call: document.call })
    : undefined;
}

function nextBase(document: Document): DocumentBase {
  const { id, accountId, memberId, deliveryId, name, askedAt, attempts, version } = document;
  return { id, accountId, memberId, deliveryId, name, askedAt, attempts, version: version + 1 };
}
