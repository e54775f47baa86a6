import type { Id } from '../ids.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { ChargeLine } from './charge-line.ts';
import type { Credit } from './credit.ts';
import type { Quote } from './quote.ts';
import type { Reduction } from './reduction.ts';
import type { Statement } from './statement.ts';

/** Quotes and acknowledgements are written once and never changed. */
export interface QuoteStore {
  readonly get: (id: Id<'quote'>) => Promise<Quote | undefined>;
  readonly add: (quote: Quote) => Promise<void>;
}

export interface AcknowledgementStore {
  readonly ofQuote: (quote: Id<'quote'>) => Promise<readonly Acknowledgement[]>;
  /** One per quote, member and part: a repeated one keeps the first. */
  readonly add: (acknowledgement: Acknowledgement) => Promise<void>;
}

export interface ChargeLineStore {
  readonly get: (id: Id<'charge-line'>) => Promise<ChargeLine | undefined>;
  /** In the order of the quote's parts. */
  readonly ofRequest: (request: Id<'request'>) => Promise<readonly ChargeLine[]>;
  readonly ofSeat: (seat: Id<'seat'>) => Promise<ChargeLine | undefined>;
  readonly list: () => Promise<readonly ChargeLine[]>;
  /**
   * At most one per request, part of its quote, and seat (no seat counts as one): however often an approval is carried
   * out, it is billed once, and named people who share a part each have a line of their own. A repeated one keeps the first.
   */
  readonly add: (line: ChargeLine) => Promise<void>;
  readonly replace: (previous: ChargeLine, next: ChargeLine) => Promise<void>;
}

/** Written once and never changed. */
export interface CreditStore {
  readonly list: () => Promise<readonly Credit[]>;
  readonly add: (credit: Credit) => Promise<void>;
}

export interface ReductionStore {
  /** Oldest first. */
  readonly list: () => Promise<readonly Reduction[]>;
  readonly add: (reduction: Reduction) => Promise<void>;
  readonly replace: (previous: Reduction, next: Reduction) => Promise<void>;
}

/** Written once and never changed: one for each period and currency, so that a second one breaks the transaction. */
export interface StatementStore {
  /** In the order of their numbers. */
  readonly list: () => Promise<readonly Statement[]>;
  readonly add: (statement: Statement) => Promise<void>;
}
