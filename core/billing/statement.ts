import type { Id } from '../ids.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { BillingPeriod } from './billing-period.ts';
import type { Currency } from './currency.ts';
import { subtract, sum, type Money } from './money.ts';

/** The one bill of a period. Immutable; its hash is SHA-256 over its canonical text. */
export type Statement = {
  readonly accountId: Id<'account'>;
  /** Counts up per account, without gaps. */
  readonly number: number;
  readonly period: BillingPeriod;
  readonly timeZone: string;
  readonly closedAt: Temporal.Instant;
  readonly entries: readonly StatementEntry[];
  /** What seats cost, what was given back of it, and what is left to pay. */
  readonly change: Money;
  readonly creditUsed: Money;
  readonly dueNow: Money;
};

export type StatementEntry =
  | {
      /** Seats that were there before the period began. */
      readonly kind: 'held';
      readonly seatType: SeatType;
      readonly quantity: number;
      readonly unitPrice: Money;
      readonly amount: Money;
      readonly formula: string;
    }
  | {
      /** Seats that were added in it: whom they are for, who asked and who approved. */
      readonly kind: 'charge';
      readonly chargeLineId: Id<'charge-line'>;
      readonly request: number;
      readonly requestedBy: Id<'member'>;
      readonly approvedBy: readonly Id<'member'>[];
      readonly forMember: Id<'member'> | undefined;
      readonly seatType: SeatType;
      readonly quantity: number;
      readonly amount: Money;
      readonly from: Temporal.PlainDate;
      readonly formula: string;
    }
  | {
      readonly kind: 'credit';
      readonly creditId: Id<'credit'>;
      readonly chargeLineId: Id<'charge-line'>;
      readonly takenBackBy: Id<'member'>;
      readonly quantity: number;
      readonly amount: Money;
      readonly from: Temporal.PlainDate;
      readonly formula: string;
    };

export function totalsOf(
  currency: Currency,
  entries: readonly StatementEntry[],
): Pick<Statement, 'change' | 'creditUsed' | 'dueNow'> {
  const amounts = (isCredit: boolean): Money =>
    sum(
      currency,
      entries.filter(({ kind }) => (kind === 'credit') === isCredit).map(({ amount }) => amount),
    );
  const change = amounts(false);
  const creditUsed = amounts(true);
  return { change, creditUsed, dueNow: subtract(change, creditUsed) };
}
