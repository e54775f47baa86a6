import type { Id } from '../ids.ts';
import type { MailboxClass } from '../mailboxes/mailbox.ts';
import type { List } from '../lists/list.ts';
import type { SeatType } from '../seats/seat-type.ts';

/**
 * Two ways to leave (https://support.affinity.co/s/article/How-to-deactivate-reactivate-or-remove-users-from-your-Affinity-account):
 * deactivating keeps what the company’s mailboxes brought, removing deletes that too.
 */
export const DEPARTURE_KINDS = ['deactivate', 'remove'] as const;
export type DepartureKind = (typeof DEPARTURE_KINDS)[number];

/** What exists of a member while the question is asked, before anything is decided. */
export type DepartureSnapshot = {
  readonly memberId: Id<'member'>;
  /** The purchased seat that they hold, if they hold one; a trial frees nothing. */
  readonly seatType: SeatType | undefined;
  readonly mailboxes: readonly MailboxHoldings[];
  readonly lists: readonly ListOwned[];
  readonly apiKey: KeyHeld | undefined;
  /** What would go with the personal mailboxes, and with all of them. */
  readonly losses: Readonly<Record<'personal' | 'all', Losses>>;
  /** What all the mailboxes have brought together. */
  readonly held: Pick<Losses, 'interactions' | 'connections'>;
  /** Notes on interactions of these mailboxes, whoever wrote them: all, and those that would lose their place. */
  readonly notes: Readonly<Record<'attached' | 'personal' | 'all', number>>;
};

export type MailboxHoldings = {
  readonly id: Id<'mailbox'>;
  readonly address: string;
  readonly class: MailboxClass;
  readonly messages: number;
};

export type ListOwned = Pick<List, 'name' | 'privacy'>;

export type KeyHeld = {
  /** What it was made for, in its owner’s words: that is what breaks. */
  readonly integration: string;
  readonly lastUsedAt: Temporal.Instant | undefined;
};

/** What would be gone, because nothing else in the account holds it. */
export type Losses = {
  readonly messages: number;
  readonly interactions: number;
  readonly connections: number;
  readonly people: number;
  readonly organizations: number;
};

export const NO_LOSSES: Losses = {
  messages: 0,
  interactions: 0,
  connections: 0,
  people: 0,
  organizations: 0,
};
