import type { Id } from '../ids.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Money } from './money.ts';

export type ChargeLineBase = {
  readonly id: Id<'charge-line'>;
  readonly accountId: Id<'account'>;
  readonly requestId: Id<'request'>;
  readonly quoteId: Id<'quote'>;
  /** Which line of the quote it bills, counted from 0. */
  readonly part: number;
  readonly seatType: SeatType;
  readonly quantity: number;
  /** The named person's seat this line waits for; undefined when the seats were bought without a name. */
  readonly seatId: Id<'seat'> | undefined;
  /** Every amount that was agreed to; the bill is never above the lowest of them. */
  readonly acknowledged: readonly Money[];
  readonly version: number;
};

/** One line of the bill. It waits for the first access, is accrued once, or is voided. */
export type ChargeLine = ChargeLineBase &
  (
    | { readonly state: 'waiting'; readonly voidAt: Temporal.Instant }
    | {
        readonly state: 'accrued';
        readonly amount: Money;
        readonly from: Temporal.PlainDate;
        readonly until: Temporal.PlainDate;
        readonly at: Temporal.Instant;
        readonly formula: string;
      }
    | { readonly state: 'voided'; readonly at: Temporal.Instant; readonly reason: string }
  );
