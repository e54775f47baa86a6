import type { Id } from '../ids.ts';
import type { ChatAddress, SendFailure } from '../outbox/chat-gateway.ts';
import type { Result } from '../result.ts';

export type DocumentFile = { readonly name: string; readonly title: string; readonly bytes: Uint8Array };

/** What a person is shown before they agree; the two answers are stored actions. */
export type DocumentOffer = {
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly accept: Id<'action'>;
  readonly decline: Id<'action'>;
};

/** `seen` is false where the file is there and only the message about it was not taken; `href` leads to it then. */
export type Handed = { readonly seen: true } | { readonly seen: false; readonly href: string };

export type Whether = 'there' | 'absent' | 'unknowable';

/**
 * Gives somebody a file in one chat, one attempt a call. Called by jobs only. An ambiguous `hand` may have arrived and is
 * not repeated before `find` has looked.
 */
export type ChatDocuments = {
  readonly hand: (to: ChatAddress, place: string, file: DocumentFile) => Promise<Result<Handed, SendFailure>>;
  readonly find: (to: ChatAddress, place: string) => Promise<Result<Whether, SendFailure>>;
} & (
  | {
      readonly kind: 'posted';
      /** Brings the bytes to where nobody sees them yet, and answers the place; doing it twice shows nobody anything. */
      readonly layDown: (to: ChatAddress, file: DocumentFile) => Promise<Result<string, SendFailure>>;
    }
  | {
      readonly kind: 'agreed';
      /** Asks the person; the place comes with their answer. */
      readonly offer: (to: ChatAddress, offer: DocumentOffer) => Promise<Result<undefined, SendFailure>>;
    }
);

export type DocumentWay = ChatDocuments['kind'];
