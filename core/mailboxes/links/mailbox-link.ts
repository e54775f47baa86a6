import type { Provider } from '../../accounts/provider.ts';
import type { Id } from '../../ids.ts';
import type { MailboxClass } from '../mailbox.ts';
import type { MailboxFault } from '../mailbox-provider.ts';

export type MailboxLinkBase = {
  readonly id: Id<'mailbox-link'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly address: string;
  readonly provider: Provider;
  /** By the domain, when the link was asked for; the mailbox is stamped with it for good. */
  readonly class: MailboxClass;
  readonly askedBy: Id<'member'>;
  readonly askedAt: Temporal.Instant;
  /** An answer that has not come by then ends it. */
  readonly until: Temporal.Instant;
  readonly version: number;
};

/** A further mailbox that is to be read for a member; mailbox-links.md draws the moves. */
export type MailboxLink = MailboxLinkBase &
  (
    | { readonly state: 'checking' }
    | { readonly state: 'awaiting-owner'; readonly since: Temporal.Instant }
    | { readonly state: 'linked'; readonly mailboxId: Id<'mailbox'>; readonly at: Temporal.Instant }
    | { readonly state: 'refused'; readonly fault: MailboxFault; readonly at: Temporal.Instant }
    | { readonly state: 'declined' | 'expired'; readonly at: Temporal.Instant }
    | {
        readonly state: 'unlinked';
        readonly mailboxId: Id<'mailbox'>;
        readonly by: Id<'member'>;
        readonly at: Temporal.Instant;
        /** When what was read from a personal one is deleted. */
        readonly purgeAt: Temporal.Instant | undefined;
      }
    | { readonly state: 'purged' | 'relinked'; readonly mailboxId: Id<'mailbox'>; readonly at: Temporal.Instant }
  );

export type LinkState = MailboxLink['state'];

export interface MailboxLinkStore {
  readonly get: (id: Id<'mailbox-link'>) => Promise<MailboxLink | undefined>;
  /** The one of this address that is checked or waited for. */
  readonly open: (address: string) => Promise<MailboxLink | undefined>;
  /** Oldest first. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly MailboxLink[]>;
  /** False when one of this address is open already. */
  readonly add: (link: MailboxLink) => Promise<boolean>;
  readonly replace: (previous: MailboxLink, next: MailboxLink) => Promise<void>;
}
