import type { Id } from '../ids.ts';
import { samePeriod, periodAt } from './billing-period.ts';
import type { ChargeLine } from './charge-line.ts';
import { formatMoney, subtract, sum, type Money } from './money.ts';
import { dateOf, divideHalfAwayFromZero, effectiveAt, type Effective } from './proration.ts';
import { formula, priceSeats, type PricedSeats, type QuoteLine } from './quote-line.ts';
import type { Quote } from './quote.ts';
import type { Agreed } from './seats-by-age.ts';

/** Seats of a charge that were given back in the period it was made for. Immutable, and bound to its line. */
export type Credit = {
  readonly id: Id<'credit'>;
  readonly accountId: Id<'account'>;
  readonly chargeLineId: Id<'charge-line'>;
  readonly quantity: number;
  /** Positive: what is taken off the bill. */
  readonly amount: Money;
  /** The first day that is not charged any more. */
  readonly from: Temporal.PlainDate;
  readonly formula: string;
  readonly takenBackBy: Id<'member'>;
  readonly at: Temporal.Instant;
};

export type AccruedLine = Extract<ChargeLine, { state: 'accrued' }>;

/** A charge with what it was quoted by and what was given back of it before. */
export type ChargedSeats = {
  readonly line: AccruedLine;
  readonly quote: Quote;
  readonly credits: readonly Credit[];
};

/** Seats of a charge that waits for the first access: they are owned and not charged yet. */
export type WaitingSeats = { readonly line: ChargeLine; readonly quote: Quote };

export function seatsLeft({ line, credits }: Pick<ChargedSeats, 'line' | 'credits'>): number {
  return credits.reduce((left, { quantity }) => left - quantity, line.quantity);
}

/** Only in the period of the charge: what began earlier has been billed, and ends at the renewal. */
export function isCreditable({ line, quote }: ChargedSeats, now: Temporal.Instant): boolean {
  const at = (date: Temporal.PlainDate) => periodAt(quote.anchor, quote.interval, date);
  return samePeriod(at(line.from), at(dateOf(effectiveOf(quote, now))));
}

/**
 * The mirror image of the charge for the days that are left, today included: what the seats still charged would cost from
 * today, less what those that stay would, and of a charge that was capped by an agreement its share. So it does not matter in how many steps seats are given back, everything that
 * is given back on the day of its start nets out to nothing, and no line is ever credited more than it was charged.
 */
export function creditFor(
  charged: ChargedSeats,
  quantity: number,
  now: Temporal.Instant,
): Pick<Credit, 'amount' | 'from' | 'formula'> {
  const { line, quote, credits } = charged;
  const left = seatsLeft(charged);
  if (quantity < 1 || quantity > left) throw new Error(`${quantity} of ${left} seats cannot be given back`);
  const effective = effectiveOf(quote, now);
  const before = priced(charged, left, effective);
  const after = left === quantity ? undefined : priced(charged, left - quantity, effective);
  const whole = priced(charged, line.quantity, effectiveOf(quote, line.at)).amount;
  const worth = (seats: PricedSeats): Money => shareOf(seats.amount, line.amount, whole);
  const given = after === undefined ? worth(before) : subtract(worth(before), worth(after));
  const most = subtract(
    line.amount,
    sum(
      line.amount.currency,
      credits.map(({ amount }) => amount),
    ),
  );
  const isCapped = given.minor > most.minor;
  const less = after === undefined ? '' : `, less ${formula(after)}`;
  const scale =
    line.amount.minor === whole.minor ? '' : `, × ${formatMoney(line.amount)} / ${formatMoney(whole)} as charged`;
  const cap = isCapped ? ', at most what was charged' : '';
  return {
    amount: isCapped ? most : given,
    from: dateOf(effective),
    formula: `${formula(before)}${less}${scale}${cap}`,
  };
}

/** A charge that its agreement had capped was less for each seat and day, and so is what comes back of it. */
function shareOf(amount: Money, charged: Money, whole: Money): Money {
  if (charged.minor === whole.minor) return amount;
  const minor = divideHalfAwayFromZero(amount.minor * charged.minor, whole.minor);
  return { currency: amount.currency, minor };
}

function effectiveOf({ mode, timeZone }: Quote, now: Temporal.Instant): Effective {
  return effectiveAt(mode, timeZone, now);
}

function priced(charged: Pick<ChargedSeats, 'line' | 'quote'>, quantity: number, effective: Effective) {
  const { anchor, interval } = charged.quote;
  const { unitPrice } = quotedLine(charged);
  return priceSeats(quantity, unitPrice, periodAt(anchor, interval, dateOf(effective)), effective);
}

/** What was agreed to for the seats of a charge. */
export function agreedFor(seats: WaitingSeats): Agreed {
  return { unitPrice: quotedLine(seats).unitPrice, interval: seats.quote.interval };
}

/** The line of the quote that a charge bills. */
function quotedLine({ line, quote }: WaitingSeats): QuoteLine {
  const quoted = quote.lines[line.part];
  if (quoted === undefined) throw new Error(`Charge ${line.id} lacks line ${line.part} of its quote`);
  return quoted;
}
