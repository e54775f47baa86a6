import { allocate, prorate, type Effective, type ProrationMode, type Share } from './proration.ts';
import type { BillingPeriod } from './billing-period.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Currency } from './currency.ts';
import { formatMoney, groupThousands, sum, type Money } from './money.ts';

/**
 * A seat for a named person is charged from the first access check that succeeds after approval, and voided if none
 * does within the window; a seat without a name is charged from the final approval.
 */
export type ChargeStart = 'first-access' | 'approval';

/** Why the line is there: it was asked for, or it raises a first purchase to its minimum quantity. */
export type LineReason = 'requested' | 'minimum-quantity';

/** Seats, the share of the period they are charged for, and the amount: one rounding, after multiplying. */
export type PricedSeats = Share & {
  readonly mode: ProrationMode;
  readonly unitPrice: Money;
  readonly quantity: number;
  readonly amount: Money;
};

export type QuoteLine = PricedSeats & {
  readonly seatType: SeatType;
  readonly starts: ChargeStart;
  readonly reason: LineReason;
};

/** What a line is about, before an amount is known. */
export type LineSubject = Pick<QuoteLine, 'seatType' | 'starts' | 'reason' | 'quantity'>;

export function priceLine(
  { seatType, starts, reason, quantity }: LineSubject,
  unitPrice: Money,
  period: BillingPeriod,
  effective: Effective,
): QuoteLine {
  return { seatType, starts, reason, ...priceSeats(quantity, unitPrice, period, effective) };
}

export function priceSeats(
  quantity: number,
  unitPrice: Money,
  period: BillingPeriod,
  effective: Effective,
): PricedSeats {
  return { mode: effective.mode, unitPrice, quantity, ...prorate({ unitPrice, quantity, period, ...effective }) };
}

export function totalOf(currency: Currency, lines: readonly QuoteLine[]): Money {
  return sum(
    currency,
    lines.map(({ amount }) => amount),
  );
}

/** The formula with its numbers filled in: EUR 49.00 × 3 × 19 / 31 days = EUR 90.10. */
export function formula(seats: PricedSeats): string {
  const { unitPrice, quantity, remaining, total, mode, amount } = seats;
  const share = `${groupThousands(`${remaining}`)} / ${groupThousands(`${total}`)} ${mode}s`;
  return `${formatMoney(unitPrice)} × ${groupThousands(`${quantity}`)} × ${share} = ${formatMoney(amount)}`;
}

/** What each seat of a line may cost at most, where every seat starts on a day of its own; the parts sum to the line. */
export function seatShares(line: QuoteLine): readonly Money[] {
  return allocate(
    line.amount,
    Array.from({ length: line.quantity }, () => 1),
  );
}
