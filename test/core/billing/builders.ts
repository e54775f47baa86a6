import { parseCurrency, type Currency } from '../../../core/billing/currency.ts';
import type { Money } from '../../../core/billing/money.ts';
import type { BillingPeriod } from '../../../core/billing/billing-period.ts';
import type { PriceList } from '../../../core/billing/price-list.ts';
import { MINIMUM_FIRST_PURCHASE } from '../../../core/billing/price-list.ts';
import { makeQuote, type OwnedByType, type Quote, type QuoteInput } from '../../../core/billing/quote.ts';
import { quotedInput, type OneType } from '../../builders/quote-input.ts';
import { createIds } from '../../../core/ids.ts';
import { canonicalText } from '../../../core/billing/canonical-value.ts';
import type { Result } from '../../../core/result.ts';

export function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === undefined) throw new Error(`Unknown currency ${code}`);
  return parsed;
}

export function money(code: string, minor: bigint): Money {
  return { currency: currency(code), minor };
}

export function eur(minor: bigint): Money {
  return money('EUR', minor);
}

export function date(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}

export function instant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}

export function period(start: string, end: string): BillingPeriod {
  return { start: date(start), end: date(end) };
}

const ids = createIds({ now: () => instant('2026-03-13T09:00:00Z') }, { bytes: (size) => new Uint8Array(size) });
const accountId = ids.next('account');
const quoteId = ids.next('quote');

export function aPriceList(terms: Partial<PriceList> = {}): PriceList {
  return {
    version: 1,
    currency: currency('EUR'),
    prices: { 'sync-only': { month: 4900n }, 'full-access': { month: 9900n } },
    anchor: date('2026-01-01'),
    interval: 'month',
    timeZone: 'Europe/Berlin',
    mode: 'day',
    minimumFirstPurchase: MINIMUM_FIRST_PURCHASE,
    ...terms,
  };
}

/** Three unnamed Sync Only seats on 13 March 2026, 19 of 31 days left, for an account that owns ten. */
export function aQuoteInput(input: OneType = {}): QuoteInput {
  return quotedInput(
    {
      id: quoteId,
      prices: aPriceList(),
      now: instant('2026-03-13T09:00:00Z'),
      validFor: Temporal.Duration.from({ hours: 72 }),
    },
    { ...input, request: { accountId, ...input.request } },
  );
}

/** Two people with Sync Only seats and one with Full Access, all to be bought. */
export function aMixedInput(
  all: OwnedByType = { 'sync-only': { purchased: 10, free: 0 }, 'full-access': { purchased: 3, free: 0 } },
): QuoteInput {
  return {
    ...aQuoteInput(),
    owned: all,
    request: {
      accountId,
      seats: [
        { seatType: 'sync-only', requested: 2, named: 2, belowMinimum: 'raise' },
        { seatType: 'full-access', requested: 1, named: 1, belowMinimum: 'raise' },
      ],
    },
  };
}

export function aMixedQuote(all?: OwnedByType): Quote {
  return accepted(makeQuote(aMixedInput(all)));
}

/** What is owned of Sync Only seats, all of them held. */
export function owned(purchased: number): OwnedByType {
  return { 'sync-only': { purchased, free: 0 } };
}

export function aQuote(input: OneType = {}): Quote {
  return accepted(makeQuote(aQuoteInput(input)));
}

export function accepted<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('Nothing there');
  return item;
}

/** Dates and amounts as texts, because `toMatchObject` takes any two dates for equal. */
export function texts(value: object): object {
  const parsed: unknown = JSON.parse(canonicalText(value));
  if (typeof parsed !== 'object' || parsed === null) throw new Error('Not an object');
  return parsed;
}
