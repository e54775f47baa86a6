import { periodAt, samePeriod, type BillingPeriod } from './billing-period.ts';
import { compare, formatMoney, sum, type Money } from './money.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { formula, priceLine, priceSeats, seatShares, totalOf, type QuoteLine } from './quote-line.ts';
import type { OwnedByType, Quote, QuoteRequest, SeatsWanted } from './quote.ts';

/** A named seat whose mailbox has not been reached this long after approval is voided, line and entitlement. */
const FIRST_ACCESS_HOURS = 30 * 24;

export function firstAccessDeadline(approvedAt: Temporal.Instant): Temporal.Instant {
  return approvedAt.add({ hours: FIRST_ACCESS_HOURS });
}

export type StartedCharge = {
  readonly quote: Quote;
  readonly line: QuoteLine;
  /** How many seats of the line start now; a seat of a named person starts alone. */
  readonly quantity: number;
  readonly startedAt: Temporal.Instant;
  /** What each acknowledgement agreed to for exactly these seats: the line's amount, or the seat's share of it. */
  readonly acknowledged: readonly Money[];
};

export type Bill = {
  readonly amount: Money;
  readonly from: Temporal.PlainDate;
  /** The period of the start, which may be later than the quote's. */
  readonly period: BillingPeriod;
  readonly formula: string;
};

/**
 * The lowest of what the period of the start gives, what the line quoted for these seats and what anybody agreed to, so
 * that neither a later period nor an amount acknowledged for the whole quote ever raises it.
 */
export function billFor({ quote, line, quantity, startedAt, acknowledged }: StartedCharge): Bill {
  if (acknowledged.length === 0) throw new Error(`Nobody acknowledged quote ${quote.id}`);
  const effective = effectiveAt(quote.mode, quote.timeZone, startedAt);
  const from = dateOf(effective);
  const period = periodAt(quote.anchor, quote.interval, from);
  const seats = priceSeats(quantity, line.unitPrice, period, effective);
  const amount = lowest(seats.amount, [quotedFor(line, quantity), ...acknowledged]);
  if (amount.minor < 0n) throw new Error(`Quote ${quote.id} would bill ${formatMoney(amount)}`);
  const isCapped = amount.minor < seats.amount.minor;
  const cap = isCapped ? `, at most ${formatMoney(amount)} as acknowledged` : '';
  return { amount, from, period, formula: `${formula(seats)}${cap}` };
}

export function amountToBill(started: StartedCharge): Money {
  return billFor(started).amount;
}

function quotedFor(line: QuoteLine, quantity: number): Money {
  if (quantity < 1 || quantity > line.quantity) throw new Error(`${quantity} seats of a line of ${line.quantity}`);
  return sum(line.unitPrice.currency, seatShares(line).slice(0, quantity));
}

function lowest(first: Money, others: readonly Money[]): Money {
  let least = first;
  for (const other of others) if (compare(other, least) < 0) least = other;
  return least;
}

export type AskAgainBecause = 'currency' | 'price' | 'period' | 'minimum' | 'expired' | 'higher' | 'taken';

export type Repriced =
  | { readonly kind: 'same-or-lower'; readonly amount: Money; readonly lines: readonly QuoteLine[] }
  | { readonly kind: 'ask-again'; readonly because: AskAgainBecause; readonly fresh: QuoteRequest };

/** At the click that approves: either the quote still holds, at its amount or less, or it must be shown anew. */
export function reprice(
  quote: Quote,
  now: Temporal.Instant,
  prices: PriceList | undefined,
  owned: OwnedByType,
): Repriced {
  const changed = changedTerm(quote, now, prices) ?? lapsed(quote, now, owned);
  if (changed !== undefined) return { kind: 'ask-again', because: changed, fresh: requestOf(quote) };
  const effective = effectiveAt(quote.mode, quote.timeZone, now);
  const lines = quote.lines.map((line) => priceLine(line, line.unitPrice, quote.period, effective));
  const amount = totalOf(quote.total.currency, lines);
  if (compare(amount, quote.total) > 0) return { kind: 'ask-again', because: 'higher', fresh: requestOf(quote) };
  return { kind: 'same-or-lower', amount, lines };
}

function changedTerm(quote: Quote, now: Temporal.Instant, prices: PriceList | undefined): AskAgainBecause | undefined {
  if (prices === undefined) return 'price';
  for (const { seatType, unitPrice: quoted } of quote.seats) {
    const price = unitPrice(prices, seatType);
    if (price !== undefined && price.currency !== quoted.currency) return 'currency';
    if (price?.minor !== quoted.minor) return 'price';
  }
  if (prices.interval !== quote.interval || prices.mode !== quote.mode) return 'price';
  const zone = countingZone(prices);
  const period = periodAt(prices.anchor, prices.interval, dateOf(effectiveAt(prices.mode, zone, now)));
  return zone === quote.timeZone && samePeriod(period, quote.period) ? undefined : 'period';
}

function lapsed(quote: Quote, now: Temporal.Instant, owned: OwnedByType): AskAgainBecause | undefined {
  if (Temporal.Instant.compare(now, quote.expiresAt) >= 0) return 'expired';
  // Somebody else's first purchase has met the minimum meanwhile: the extra seats are no longer needed.
  const isMet = quote.lines.some(
    ({ reason, seatType }) => reason === 'minimum-quantity' && (owned[seatType]?.purchased ?? 0) > 0,
  );
  return isMet ? 'minimum' : undefined;
}

/** What was asked for, without what it came to. */
export function requestOf({ accountId, seats }: Quote): QuoteRequest {
  return {
    accountId,
    seats: seats.map(({ seatType, requested, named, belowMinimum }): SeatsWanted => {
      return { seatType, requested, named, belowMinimum };
    }),
  };
}
