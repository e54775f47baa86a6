import type { Losses } from '../departures/departure-snapshot.ts';
import type { Id } from '../ids.ts';
import type { EdgeTouch } from '../relationships/edge-touch.ts';
import type { MessageHead } from '../relationships/message-head.ts';
import type { Participant } from '../relationships/participants.ts';
import type { Lease } from '../work/work.ts';
import type { Mailbox } from './mailbox.ts';
import type { PoisonItem } from './mailbox-provider.ts';
import type { Tally } from './sync-run.ts';

/** What is known about the reading of one mailbox besides its cursor. */
export type ReadingState = {
  /** Nothing older is read; fixed by the first reading, so that a restart walks the same stretch. */
  readonly horizon: Temporal.Instant;
  /** Normal addresses of the owner beside the mailbox's own. */
  readonly aliases: readonly string[];
  /** The number of the full walk that is under way or was the last; a copy remembers the last one that saw it. */
  readonly walk: number;
  /** Something could not be read in this walk, so that not having seen a message proves nothing. */
  readonly walkHasGaps: boolean;
  readonly unavailableSince: Temporal.Instant | undefined;
  readonly paintedAt: Temporal.Instant | undefined;
};

type CopyBase = {
  /** Used only if the copy is new, like every id here. */
  readonly id: Id<'message-copy'>;
  readonly providerId: string;
  readonly threadId: string | undefined;
  readonly receivedAt: Temporal.Instant;
  readonly direction: MessageHead['direction'];
};

/** One message of one mailbox with what was derived from it. */
export type MessageCopy = CopyBase &
  (
    | {
        readonly kind: 'interaction';
        readonly interactionId: Id<'interaction'>;
        readonly groupKey: string;
        readonly occurredAt: Temporal.Instant;
        /** An envelope, or undefined where there is none or the member's level does not let it be stored. */
        readonly subject: string | undefined;
        readonly participants: readonly Participant[];
        readonly touches: readonly EdgeTouch[];
      }
    | { readonly kind: 'skipped'; readonly reason: string }
    /** Among drafts, junk or deleted: a copy that was kept before is gone from here on, an unknown one is skipped. */
    | { readonly kind: 'out-of-scope'; readonly reason: string }
  );

/** `seenAt` settles which of several names stays: the latest one. */
export type PersonToKeep = {
  readonly id: Id<'person'>;
  readonly address: string;
  readonly name: string | undefined;
  readonly organization: string | undefined;
  readonly seenAt: Temporal.Instant;
};

export type OrganizationToKeep = { readonly id: Id<'organization'>; readonly domain: string };

/** Every list has each key once. What is removed and upserted in one page is there: a move is not a delete. */
export type MailPage = {
  readonly mailbox: Mailbox;
  readonly walk: number;
  readonly at: Temporal.Instant;
  readonly copies: readonly MessageCopy[];
  readonly people: readonly PersonToKeep[];
  readonly organizations: readonly OrganizationToKeep[];
  readonly removed: readonly string[];
  readonly parked: readonly PoisonItem[];
};

export type Held =
  | { readonly kind: 'held'; readonly reading: ReadingState | undefined }
  | { readonly kind: 'too-late' };

/** What mailboxes of one member hold: messages each, and the interactions and connections of all of them together. */
export type Holdings = {
  readonly messages: ReadonlyMap<Id<'mailbox'>, number>;
  readonly interactions: number;
  readonly connections: number;
};

export type Purged = { readonly copies: number; readonly interactions: number; readonly connections: number };

/**
 * The copies of messages and everything derived from them. Keeping a page again changes nothing and counts nothing.
 * A connection counts one touch per member, person and interaction, however many copies of it the member has.
 */
export interface MailStore {
  /**
   * Locks the reading of a mailbox until the transaction ends and remembers the claim. `too-late`: a later claim was
   * here, so whoever asks has lost its lease and may not write.
   */
  readonly hold: (mailbox: Id<'mailbox'>, lease: Lease) => Promise<Held>;
  readonly saveReading: (mailbox: Id<'mailbox'>, reading: ReadingState) => Promise<void>;
  /** Answers what was new; `skipped` counts messages that were seen for the first time. */
  readonly keep: (page: MailPage) => Promise<Tally>;
  /** After a full walk: what it did not see within its stretch is gone. Answers how many that are. */
  readonly sweep: (mailbox: Mailbox, reading: ReadingState, at: Temporal.Instant) => Promise<number>;
  /** Deletes copies that went before that moment, at most `limit`, and what was derived from them alone. */
  readonly purge: (mailbox: Mailbox, goneBefore: Temporal.Instant, limit: number) => Promise<Purged>;
  /** How many subjects are stored of the member's messages, in all of their mailboxes. */
  readonly subjectsOf: (member: Id<'member'>) => Promise<number>;
  /** Deletes stored subjects of the member's messages, at most `limit`, and nothing else. Answers how many. */
  readonly forgetSubjects: (member: Id<'member'>, limit: number) => Promise<number>;
  readonly holdings: (mailboxes: readonly Mailbox[]) => Promise<Holdings>;
  /** What would be gone if all copies of these mailboxes of one member were forgotten. */
  readonly losses: (mailboxes: readonly Mailbox[]) => Promise<Losses>;
  /**
   * Deletes at most `limit` copies of a mailbox that is not read any more, and what nothing else holds: interactions,
   * connections, people and organizations. With fewer than `limit` left, what is known about its reading goes too.
   */
  readonly forget: (mailbox: Mailbox, limit: number) => Promise<Losses>;
}
