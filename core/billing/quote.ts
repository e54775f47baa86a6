import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { isWithin, periodAt, type BillingInterval, type BillingPeriod } from './billing-period.ts';
import { sum, type Money } from './money.ts';
import type { Currency } from './currency.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt, FORMULA_VERSION, LINE_MODEL, startOfDay, type Effective } from './proration.ts';
import { priceLine, totalOf, type LineSubject, type QuoteLine } from './quote-line.ts';

/** Seats of one type that somebody asks for. */
export type SeatsWanted = {
  readonly seatType: SeatType;
  /** Seats asked for; the minimum of a first purchase may raise what is bought. */
  readonly requested: number;
  /** How many of the seats are for named persons; they are charged from first access, the rest from approval. */
  readonly named: number;
  readonly belowMinimum: 'raise' | 'refuse';
};

/** What somebody asks for, each type once: it survives a quote that lapsed, and gives the next one. */
export type QuoteRequest = { readonly accountId: Id<'account'>; readonly seats: readonly SeatsWanted[] };

/** Seats of one type as they are quoted, at the price of that type. */
export type QuotedSeats = SeatsWanted & {
  /** Seats of the type the account owned when asked, and would own after. */
  readonly purchased: { readonly before: number; readonly after: number };
  readonly unitPrice: Money;
};

/** Immutable: whatever changes makes another quote, with another id and another hash. */
export type Quote = Effective & {
  readonly accountId: Id<'account'>;
  readonly id: Id<'quote'>;
  /** Each type once. */
  readonly seats: readonly QuotedSeats[];
  readonly lines: readonly QuoteLine[];
  /** The most that can be charged for all of these seats in this period. */
  readonly total: Money;
  readonly anchor: Temporal.PlainDate;
  readonly interval: BillingInterval;
  readonly period: BillingPeriod;
  /** Whose calendar counts: the account's billing zone, or UTC in second mode. */
  readonly timeZone: string;
  readonly lineModel: typeof LINE_MODEL;
  readonly formulaVersion: typeof FORMULA_VERSION;
  readonly priceVersion: number;
  readonly quotedAt: Temporal.Instant;
  /** Exclusive, and never past the end of the period. */
  readonly expiresAt: Temporal.Instant;
  /** What the next whole period costs at these prices, for the added seats alone and for all of their types. */
  readonly renewal: { readonly on: Temporal.PlainDate; readonly added: Money; readonly all: Money };
};

/** How many seats of a type the account owns now, and how many of them nobody holds. */
export type Owned = { readonly purchased: number; readonly free: number };
export type OwnedByType = Readonly<Partial<Record<SeatType, Owned>>>;

export type QuoteInput = {
  readonly id: Id<'quote'>;
  readonly request: QuoteRequest;
  /** Of every type that is asked for; named people get what is free, so that it is not bought. */
  readonly owned: OwnedByType;
  /** Absent where no operator has set commercial terms. */
  readonly prices: PriceList | undefined;
  readonly now: Temporal.Instant;
  /** In hours or smaller units. */
  readonly validFor: Temporal.Duration;
  /** "What if we bought from then on": today up to the last day of the next period. */
  readonly from?: Temporal.PlainDate;
};

export type QuoteRefused =
  | { readonly kind: 'no-price'; readonly seatType: SeatType }
  | { readonly kind: 'bad-quantity'; readonly maximum: number }
  | { readonly kind: 'bad-named'; readonly requested: number }
  | { readonly kind: 'below-minimum'; readonly minimum: number }
  | { readonly kind: 'from-in-the-past'; readonly today: Temporal.PlainDate }
  | { readonly kind: 'from-too-far'; readonly latest: Temporal.PlainDate };

export const MAXIMUM_QUANTITY = 10_000;

export function makeQuote(input: QuoteInput): Result<Quote, QuoteRefused> {
  const { request, prices, owned } = input;
  const [first] = request.seats;
  if (first === undefined) throw new Error('A quote for no seats');
  if (prices === undefined) return err({ kind: 'no-price', seatType: first.seatType });
  const seats: PricedSeatType[] = [];
  for (const wanted of request.seats) {
    const priced = pricedSeatType(wanted, ownedOf(owned, wanted), prices);
    if (!priced.ok) return priced;
    seats.push(priced.value);
  }
  const effective = effectiveOf(input, prices);
  if (!effective.ok) return effective;
  return ok(quoteOf(input, { prices, seats, effective: effective.value }));
}

function ownedOf(owned: OwnedByType, { seatType }: SeatsWanted): Owned {
  const seats = owned[seatType];
  if (seats === undefined || !isCount(seats.purchased))
    throw new Error(`Not a number of purchased seats: ${seats?.purchased}`);
  return seats;
}

/** Seats of one type before their share of the period is known. */
type PricedSeatType = { readonly seats: QuotedSeats; readonly subjects: readonly LineSubject[] };

function pricedSeatType(
  wanted: SeatsWanted,
  { purchased, free }: Owned,
  prices: PriceList,
): Result<PricedSeatType, QuoteRefused> {
  const { requested, named, seatType, belowMinimum } = wanted;
  const price = unitPrice(prices, seatType);
  if (price === undefined) return err({ kind: 'no-price', seatType });
  if (!isCount(requested) || requested === 0 || requested > MAXIMUM_QUANTITY) {
    return err({ kind: 'bad-quantity', maximum: MAXIMUM_QUANTITY });
  }
  if (!isCount(named) || named > requested) return err({ kind: 'bad-named', requested });
  const minimum = purchased === 0 ? (prices.minimumFirstPurchase[seatType] ?? 0) : 0;
  if (requested < minimum && belowMinimum === 'refuse') return err({ kind: 'below-minimum', minimum });
  const all: readonly LineSubject[] = [
    { seatType, starts: 'first-access', reason: 'requested', quantity: named - Math.min(named, free) },
    { seatType, starts: 'approval', reason: 'requested', quantity: requested - named },
    { seatType, starts: 'approval', reason: 'minimum-quantity', quantity: Math.max(0, minimum - requested) },
  ];
  const subjects = all.filter(({ quantity }) => quantity > 0);
  const after = subjects.reduce((seats, { quantity }) => seats + quantity, purchased);
  return ok({ seats: { ...wanted, purchased: { before: purchased, after }, unitPrice: price }, subjects });
}

function effectiveOf({ now, from }: QuoteInput, prices: PriceList): Result<Effective, QuoteRefused> {
  const immediate = effectiveAt(prices.mode, countingZone(prices), now);
  const today = dateOf(immediate);
  if (from === undefined || from.equals(today)) return ok(immediate);
  if (Temporal.PlainDate.compare(from, today) < 0) return err({ kind: 'from-in-the-past', today });
  const current = periodAt(prices.anchor, prices.interval, today);
  const next = periodAt(prices.anchor, prices.interval, current.end);
  if (!isWithin({ start: today, end: next.end }, from)) {
    return err({ kind: 'from-too-far', latest: next.end.subtract({ days: 1 }) });
  }
  return ok(startOfDay(prices.mode, from));
}

type Priced = {
  readonly prices: PriceList;
  readonly seats: readonly PricedSeatType[];
  readonly effective: Effective;
};

function quoteOf({ id, request, now, validFor }: QuoteInput, { prices, seats, effective }: Priced): Quote {
  const { anchor, interval, currency, version: priceVersion } = prices;
  const period = periodAt(anchor, interval, dateOf(effective));
  const lines = seats.flatMap(({ seats: { unitPrice: price }, subjects }) =>
    subjects.map((subject) => priceLine(subject, price, period, effective)),
  );
  const timeZone = countingZone(prices);
  const quoted = seats.map((one) => one.seats);
  return {
    ...effective,
    accountId: request.accountId,
    id,
    seats: quoted,
    lines,
    total: totalOf(currency, lines),
    anchor,
    interval,
    period,
    timeZone,
    lineModel: LINE_MODEL,
    formulaVersion: FORMULA_VERSION,
    priceVersion,
    quotedAt: now,
    expiresAt: earlier(now.add(validFor), period.end.toZonedDateTime(timeZone).toInstant()),
    renewal: { on: period.end, ...renewalOf(currency, quoted) },
  };
}

/** What a whole period costs at these prices. */
export function renewalOf(currency: Currency, seats: readonly QuotedSeats[]): Omit<Quote['renewal'], 'on'> {
  const cost = (count: (seats: QuotedSeats) => number): Money =>
    sum(
      currency,
      seats.map((one) => times(one.unitPrice, count(one))),
    );
  return {
    added: cost(({ purchased }) => purchased.after - purchased.before),
    all: cost(({ purchased }) => purchased.after),
  };
}

/** How many of the people who are named for a type use a free seat: those whose seat is no line. */
export function coveredByFree({ lines }: Pick<Quote, 'lines'>, { seatType, named }: SeatsWanted): number {
  const bought = lines.find((line) => line.seatType === seatType && line.starts === 'first-access');
  return named - (bought?.quantity ?? 0);
}

/** The seats of a quote that is for one type. */
export function onlySeats({ id, seats }: Pick<Quote, 'id' | 'seats'>): QuotedSeats {
  const [one, ...others] = seats;
  if (one === undefined || others.length > 0) throw new Error(`Quote ${id} is for ${seats.length} seat types`);
  return one;
}

export type WhatIfRefused = {
  readonly kind: 'outside-quote';
  readonly earliest: Temporal.PlainDate;
  readonly latest: Temporal.PlainDate;
};

/** "Approved in 7 days EUR 56.90": the total if every charge of the quote started on that date of its period. */
export function amountIfApprovedOn(quote: Quote, date: Temporal.PlainDate): Result<Money, WhatIfRefused> {
  const earliest = dateOf(quote);
  if (date.equals(earliest)) return ok(quote.total);
  if (!isWithin({ start: earliest, end: quote.period.end }, date)) {
    return err({ kind: 'outside-quote', earliest, latest: quote.period.end.subtract({ days: 1 }) });
  }
  const effective = startOfDay(quote.mode, date);
  const lines = quote.lines.map((line) => priceLine(line, line.unitPrice, quote.period, effective));
  return ok(totalOf(quote.total.currency, lines));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}

function times(price: Money, quantity: number): Money {
  return { currency: price.currency, minor: price.minor * BigInt(quantity) };
}
