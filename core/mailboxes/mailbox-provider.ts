import type { MessageHead } from '../relationships/message-head.ts';
import type { Result } from '../result.ts';
import type { GrantedAccess } from '../credentials/org-credential.ts';

/** Why one mailbox cannot be read although the organization's access works. */
export const MAILBOX_FAULTS = [
  'no-such-mailbox',
  'not-licensed',
  'suspended',
  'alias',
  'on-premises',
  'access-denied',
  'credential',
  /** Ours alone: whatever the mail system would allow, its domain is not the account's. */
  'domain',
] as const;
export type MailboxFault = (typeof MAILBOX_FAULTS)[number];

/**
 * `retryAt` is an instant on our clock; throttling never counts as a failure. `detail` is for those who mend it; of an
 * alias it is the primary address.
 */
export type ProviderFailure =
  | { readonly kind: 'throttled'; readonly retryAt: Temporal.Instant }
  | { readonly kind: 'unauthorised'; readonly fault: MailboxFault; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** What a look at the mailbox told, without reading a message. */
export type MailboxFacts = {
  readonly primaryAddress: string;
  readonly aliases: readonly string[];
  readonly access: GrantedAccess;
  /** How many messages the provider says are in scope, where it says so. */
  readonly messageCount: number | undefined;
};

export type PoisonItem = { readonly providerId: string; readonly reason: string };

/**
 * One step of a reading. The page and `next` are stored together. `more` is false when nothing waits any more; `next`
 * is then where the next cycle goes on. `restarted`: the old cursor was refused and this page begins a new walk over
 * the original horizon; what is not seen again by its end is gone. `walked`: a full walk ended with this page.
 */
export type ChangePage = {
  readonly upserted: readonly MessageHead[];
  readonly removed: readonly string[];
  readonly poisoned: readonly PoisonItem[];
  readonly next: string;
  readonly more: boolean;
  readonly restarted: boolean;
  readonly walked: boolean;
  /** Parts of the mailbox that could not be read, by name: the reason for "complete with gaps". */
  readonly gaps: readonly string[];
};

export type Reading = {
  readonly address: string;
  readonly cursor: string | undefined;
  /** Nothing older is read; the same for a restart as for the first walk. */
  readonly horizon: Temporal.Instant;
};

/**
 * Reads the mailboxes of one organization at one provider. No retries inside: a failure is returned at once. The
 * baseline from which changes are read is taken before the first message is listed.
 */
export interface MailboxProvider {
  readonly check: (address: string, signal: AbortSignal) => Promise<Result<MailboxFacts, ProviderFailure>>;
  readonly changes: (reading: Reading, signal: AbortSignal) => Promise<Result<ChangePage, ProviderFailure>>;
}
