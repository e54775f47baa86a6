import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { isWithin, periodAt, type BillingInterval, type BillingPeriod } from './billing-period.ts';
import type { Money } from './money.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt, FORMULA_VERSION, LINE_MODEL, startOfDay, type Effective } from './proration.ts';
import { priceLine, totalOf, type LineSubject, type QuoteLine } from './quote-line.ts';

/** What somebody asks for: it survives a quote that lapsed, and gives the next one. */
export type QuoteRequest = {
  readonly accountId: Id<'account'>;
  readonly seatType: SeatType;
  /** Seats asked for; the minimum of a first purchase may raise what is bought. */
  readonly requested: number;
  /** How many of the seats are for named persons; they are charged from first access, the rest from approval. */
  readonly named: number;
  readonly belowMinimum: 'raise' | 'refuse';
};

/** Immutable: whatever changes makes another quote, with another id and another hash. */
export type Quote = Effective &
  QuoteRequest & {
    readonly id: Id<'quote'>;
    /** Seats of the type the account owned when asked, and would own after. */
    readonly purchased: { readonly before: number; readonly after: number };
    readonly unitPrice: Money;
    readonly lines: readonly QuoteLine[];
    /** The most that can be charged for these seats in this period. */
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
    /** What the next whole period costs at this price, for the added seats alone and for all of the type. */
    readonly renewal: { readonly on: Temporal.PlainDate; readonly added: Money; readonly all: Money };
  };

export type QuoteInput = {
  readonly id: Id<'quote'>;
  readonly request: QuoteRequest;
  /** Seats of the type the account owns now. */
  readonly purchased: number;
  /** Named seats for which free ones are used, so that they are not bought; absent is none. */
  readonly free?: number;
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
  const { request, prices } = input;
  const price = prices && unitPrice(prices, request.seatType);
  if (prices === undefined || price === undefined) return err({ kind: 'no-price', seatType: request.seatType });
  const subjects = subjectsOf(input, prices);
  if (!subjects.ok) return subjects;
  const effective = effectiveOf(input, prices);
  if (!effective.ok) return effective;
  return ok(quoteOf(input, { prices, price, subjects: subjects.value, effective: effective.value }));
}

function subjectsOf(
  { request, purchased, free = 0 }: QuoteInput,
  prices: PriceList,
): Result<readonly LineSubject[], QuoteRefused> {
  const { requested, named, seatType, belowMinimum } = request;
  if (!isCount(purchased)) throw new Error(`Not a number of purchased seats: ${purchased}`);
  if (!isCount(requested) || requested === 0 || requested > MAXIMUM_QUANTITY) {
    return err({ kind: 'bad-quantity', maximum: MAXIMUM_QUANTITY });
  }
  if (!isCount(named) || named > requested) return err({ kind: 'bad-named', requested });
  const minimum = purchased === 0 ? (prices.minimumFirstPurchase[seatType] ?? 0) : 0;
  if (requested < minimum && belowMinimum === 'refuse') return err({ kind: 'below-minimum', minimum });
  const subjects: readonly LineSubject[] = [
    { starts: 'first-access', reason: 'requested', quantity: named - free },
    { starts: 'approval', reason: 'requested', quantity: requested - named },
    { starts: 'approval', reason: 'minimum-quantity', quantity: Math.max(0, minimum - requested) },
  ];
  return ok(subjects.filter((subject) => subject.quantity > 0));
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
  readonly price: Money;
  readonly subjects: readonly LineSubject[];
  readonly effective: Effective;
};

function quoteOf({ id, request, purchased, now, validFor }: QuoteInput, priced: Priced): Quote {
  const { prices, price, subjects, effective } = priced;
  const { anchor, interval, version: priceVersion } = prices;
  const period = periodAt(anchor, interval, dateOf(effective));
  const lines = subjects.map((subject) => priceLine(subject, price, period, effective));
  const added = lines.reduce((seats, line) => seats + line.quantity, 0);
  const after = purchased + added;
  const timeZone = countingZone(prices);
  return {
    ...effective,
    ...request,
    id,
    purchased: { before: purchased, after },
    unitPrice: price,
    lines,
    total: totalOf(price, lines),
    anchor,
    interval,
    period,
    timeZone,
    lineModel: LINE_MODEL,
    formulaVersion: FORMULA_VERSION,
    priceVersion,
    quotedAt: now,
    expiresAt: earlier(now.add(validFor), period.end.toZonedDateTime(timeZone).toInstant()),
    renewal: { on: period.end, added: times(price, added), all: times(price, after) },
  };
}

/** How many of the named people use a free seat: those whose seat is no line. */
export function coveredByFree({ named, lines }: Pick<Quote, 'named' | 'lines'>): number {
  const bought = lines
    .filter(({ starts }) => starts === 'first-access')
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return named - bought;
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
  const lines = quote.lines.map((line) => priceLine(line, quote.unitPrice, quote.period, effective));
  return ok(totalOf(quote.unitPrice, lines));
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
