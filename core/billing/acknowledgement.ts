import type { Id } from '../ids.ts';
import type { Money } from './money.ts';

/**
 * Consent to one quote: the exact sentence and amount that were shown, who agreed, where and when. Immutable; a quote
 * that rises makes a new quote and needs a new acknowledgement.
 */
export type Acknowledgement = {
  readonly id: Id<'acknowledgement'>;
  readonly accountId: Id<'account'>;
  readonly quoteId: Id<'quote'>;
  readonly quoteHash: string;
  readonly memberId: Id<'member'>;
  readonly part: 'requester' | 'approver';
  readonly sentence: string;
  readonly amount: Money;
  /** The delivery by which it was given: platform, workspace, user and message are stored with it. */
  readonly deliveryId: Id<'delivery'>;
  readonly at: Temporal.Instant;
};
