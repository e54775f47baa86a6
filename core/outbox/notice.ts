import type { Id } from '../ids.ts';
import type { ChannelPurpose } from '../accounts/account-store.ts';
import type { SealedView } from '../views/view.ts';
import type { ChatAddress, PostedMessage } from './chat-gateway.ts';

/** `member` is resolved when it is delivered: the chat where they were last seen, else their e-mail. */
export type Recipient = {
  /** The notice whose message this goes under, in its thread where the surface has threads. */
  readonly under?: Id<'notice'> | undefined;
} & (
  | { readonly kind: 'member'; readonly memberId: Id<'member'> }
  | { readonly kind: 'channel'; readonly purpose: ChannelPurpose; readonly address: ChatAddress }
  | { readonly kind: 'address'; readonly address: ChatAddress }
);

export type NoticeBase = {
  readonly id: Id<'notice'>;
  readonly accountId: Id<'account'>;
  /** Unique per account, made from what is told and to whom: telling it again is the same notice. */
  readonly key: string;
  /** What the message is about, such as `request:<id>`; repainting goes to every notice of a subject. */
  readonly subject: string;
  readonly recipient: Recipient;
  readonly view: SealedView;
  /** Counts the repaints that were asked for; delivery catches up with it. */
  readonly wanted: number;
  readonly attempts: number;
};

/**
 * A message that must be told, as a row. `sending` marks the moment in which a crash makes the result unknown;
 * `unknown` is looked up at the platform before anything is sent again. notices.md draws the moves.
 */
export type Notice = NoticeBase &
  (
    | { readonly state: 'pending'; readonly notBefore: Temporal.Instant }
    | { readonly state: 'sending'; readonly to: ChatAddress; readonly since: Temporal.Instant }
    | { readonly state: 'unknown'; readonly to: ChatAddress; readonly since: Temporal.Instant; readonly looks: number }
    | {
        readonly state: 'delivered';
        readonly to: ChatAddress;
        readonly message: PostedMessage;
        readonly shown: number;
        readonly at: Temporal.Instant;
      }
    | { readonly state: 'undeliverable'; readonly reason: string; readonly at: Temporal.Instant }
  );

export interface NoticeStore {
  readonly get: (id: Id<'notice'>) => Promise<Notice | undefined>;
  readonly ofSubject: (subject: string) => Promise<readonly Notice[]>;
  /** False when the key exists already. */
  readonly add: (notice: Notice) => Promise<boolean>;
  readonly list: (states: readonly Notice['state'][]) => Promise<readonly Notice[]>;
  /** The one whose message a surface knows by this reference, whichever workspace or channel it stands in. */
  readonly byMessage: (message: PostedMessage) => Promise<Notice | undefined>;
  /** Compare-and-swap on what was read, in the state and wanted count it was read with. */
  readonly replace: (previous: Notice, next: Notice) => Promise<boolean>;
}
