import type { Id } from '../ids.ts';
import type { MailboxClass } from '../mailboxes/mailbox.ts';
import type { Participant } from './participants.ts';
import type { ConnectionState } from './strength.ts';

export type StoredPerson = {
  readonly id: Id<'person'>;
  readonly address: string;
  readonly name: string | undefined;
  /** The registrable domain they belong to. */
  readonly organization: string | undefined;
};

export type StoredOrganization = { readonly id: Id<'organization'>; readonly domain: string };

/** What one member's mailboxes say about one person. `personal`: messages that lie in personal mailboxes only. */
export type StoredConnection = {
  readonly memberId: Id<'member'>;
  readonly personId: Id<'person'>;
  readonly mailboxClass: MailboxClass;
  readonly state: ConnectionState;
};

export type StoredCopy = {
  readonly memberId: Id<'member'>;
  readonly mailboxId: Id<'mailbox'>;
  readonly mailboxClass: MailboxClass;
  readonly providerId: string;
  /** An envelope. */
  readonly subject: string | undefined;
};

export type StoredContact = {
  readonly id: Id<'interaction'>;
  readonly occurredAt: Temporal.Instant;
  readonly participants: readonly Participant[];
  readonly copies: readonly StoredCopy[];
};

/** `words` must all occur in a name, in whatever case. */
export type PeopleSearch =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'name'; readonly words: readonly string[] }
  | { readonly kind: 'organization'; readonly domain: string };

export type OrganizationSearch =
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'name'; readonly words: readonly string[] };

export type CrmCounts = {
  readonly people: number;
  readonly organizations: number;
  readonly interactions: number;
  readonly connections: number;
  readonly messages: number;
};

/**
 * What the mailboxes have taught, read. Nobody finds whom only another's personal mailbox knows; everything else about
 * privacy stands in the functions that read, because levels and domains count as they are now.
 */
export interface CrmStore {
  /** In the order of their addresses. */
  readonly people: (viewer: Id<'member'>, search: PeopleSearch, limit: number) => Promise<readonly StoredPerson[]>;
  /** In the order of their domains; only those with people that the viewer may find. */
  readonly organizations: (
    viewer: Id<'member'>,
    search: OrganizationSearch,
    limit: number,
  ) => Promise<readonly StoredOrganization[]>;
  readonly connections: (people: readonly Id<'person'>[]) => Promise<readonly StoredConnection[]>;
  /** Newest first; everything that takes place with a person, whoever may see it. */
  readonly contacts: (address: string, limit: number) => Promise<readonly StoredContact[]>;
  /** Newest first; what takes place in a member's own mailboxes. */
  readonly contactsOf: (member: Id<'member'>, limit: number) => Promise<readonly StoredContact[]>;
  readonly counts: () => Promise<CrmCounts>;
}
