import type { Call } from '../commands/call.ts';
import type { Id } from '../ids.ts';

export type DocumentBase = {
  readonly id: Id<'document'>;
  readonly accountId: Id<'account'>;
  /** Whoever asked; nobody else is ever given it. */
  readonly memberId: Id<'member'>;
  /** What they asked with: where they are is read from it. */
  readonly deliveryId: Id<'delivery'>;
  readonly name: string;
  readonly askedAt: Temporal.Instant;
  /** How often in a row their chat could not be reached. */
  readonly attempts: number;
  readonly version: number;
};

/**
 * A file that somebody is given where they asked for it. Its content is never stored: `call` makes it when it leaves, under
 * the rights of that moment, and is forgotten with the end. documents.md draws the moves.
 */
export type Document = DocumentBase &
  (
    | { readonly state: 'wanted'; readonly call: Call }
    /** The person decides whether it may be put where they keep their files. */
    | { readonly state: 'offered'; readonly call: Call; readonly until: Temporal.Instant }
    /** `place` is what the chat calls the spot where it goes; opaque to core. */
    | { readonly state: 'placed'; readonly call: Call; readonly place: string }
    | { readonly state: 'handing'; readonly call: Call; readonly place: string; readonly since: Temporal.Instant }
    | { readonly state: 'handed' | 'declined' | 'expired'; readonly at: Temporal.Instant }
    | { readonly state: 'failed'; readonly because: DocumentFailure; readonly at: Temporal.Instant }
  );

/** `perhaps`: it may be there, and nobody can tell. `answered`: the command gives no document any more, and said why. */
export const DOCUMENT_FAILURES = [
  'answered',
  'too-large',
  'not-permitted',
  'place-gone',
  'unreachable',
  'perhaps',
] as const;
export type DocumentFailure = (typeof DOCUMENT_FAILURES)[number];

export type DocumentState = Document['state'];

export interface DocumentStore {
  readonly get: (id: Id<'document'>) => Promise<Document | undefined>;
  readonly add: (document: Document) => Promise<void>;
  readonly replace: (previous: Document, next: Document) => Promise<void>;
}
