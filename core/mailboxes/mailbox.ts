import type { Id } from '../ids.ts';
import type { Provider } from '../accounts/provider.ts';
import type { MailboxPause } from './pauses/mailbox-pause.ts';
import type { MailboxFault } from './mailbox-provider.ts';

/** Stamped when the mailbox is linked and never derived again: a lapsed domain does not make company mail personal. */
export type MailboxClass = 'work' | 'personal';

export type MailboxHealth =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ok'; readonly checkedAt: Temporal.Instant }
  | {
      readonly kind: 'failing';
      readonly fault: MailboxFault;
      readonly since: Temporal.Instant;
      readonly checkedAt: Temporal.Instant;
    };

/** A provider account that is read for a member. Wish, health and progress are independent: mailboxes.md derives what people see. */
export type Mailbox = {
  readonly id: Id<'mailbox'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly provider: Provider;
  readonly address: string;
  readonly class: MailboxClass;
  readonly desired: 'enabled' | 'paused' | 'disabled';
  /** Why it is paused. Kept while it is disabled, so that it comes back as it was. */
  readonly pauses: readonly MailboxPause[];
  readonly health: MailboxHealth;
  /** Opaque to all but the provider that wrote it; undefined before the first page. */
  readonly cursor: string | undefined;
  /** Times a reading started over because its cursor was refused. */
  readonly retryAt: Temporal.Instant | undefined;
  readonly lastSyncAt: Temporal.Instant | undefined;
  readonly nextSyncAt: Temporal.Instant | undefined;
  readonly version: number;
};
