import { parseMoney, type MoneyRefused } from '../billing/money.ts';
import type { BillingInterval } from '../billing/billing-period.ts';
import type { Currency } from '../billing/currency.ts';
import { MINIMUM_FIRST_PURCHASE, type PriceList } from '../billing/price-list.ts';
import type { ProrationMode } from '../billing/proration.ts';
import { err, ok, type Result } from '../result.ts';
import { SEAT_TYPES, type SeatType } from '../seats/seat-type.ts';

/** What an operator said about the commercial terms; what is absent stays as it is. */
export type GivenTerms = {
  readonly currency: Currency | undefined;
  /** As typed: how many decimals an amount may have depends on the currency. */
  readonly prices: Readonly<Partial<Record<SeatType, string>>>;
  readonly interval: BillingInterval | undefined;
  readonly anchor: Temporal.PlainDate | undefined;
  readonly timeZone: string | undefined;
  readonly mode: ProrationMode | undefined;
  readonly minimum: number | undefined;
};

export type TermsRefused =
  | { readonly kind: 'no-currency' }
  /** Prices in the old currency would be read as amounts of the new one. */
  | { readonly kind: 'currency-changed'; readonly missing: readonly SeatType[] }
  /** What has a price by the month has none by the year yet, or the other way round: it could not be billed. */
  | { readonly kind: 'interval-changed'; readonly interval: BillingInterval; readonly missing: readonly SeatType[] }
  | { readonly kind: 'price'; readonly seatType: SeatType; readonly why: MoneyRefused }
  | { readonly kind: 'price-currency'; readonly seatType: SeatType; readonly code: Currency };

/** The next version of the terms, or undefined when nothing was said about them. */
export function nextTerms(
  before: PriceList | undefined,
  given: GivenTerms,
  now: Temporal.Instant,
): Result<PriceList | undefined, TermsRefused> {
  if (isSilent(given)) return ok(undefined);
  const currency = given.currency ?? before?.currency;
  if (currency === undefined) return err({ kind: 'no-currency' });
  const kept = before?.currency === currency ? before.prices : {};
  const missing = SEAT_TYPES.filter(
    (seatType) =>
      before?.prices[seatType] !== undefined && kept[seatType] === undefined && given.prices[seatType] === undefined,
  );
  if (missing.length > 0) return err({ kind: 'currency-changed', missing });

  const interval = given.interval ?? before?.interval ?? 'month';
  const prices = pricesWith(kept, given.prices, { currency, interval });
  if (!prices.ok) return prices;
  const unpriced = SEAT_TYPES.filter(
    (seatType) => prices.value[seatType] !== undefined && prices.value[seatType][interval] === undefined,
  );
  if (unpriced.length > 0) return err({ kind: 'interval-changed', interval, missing: unpriced });
  const timeZone = given.timeZone ?? before?.timeZone ?? 'UTC';
  return ok({
    version: (before?.version ?? 0) + 1,
    currency,
    prices: prices.value,
    anchor: given.anchor ?? before?.anchor ?? now.toZonedDateTimeISO(timeZone).toPlainDate(),
    interval,
    timeZone,
    mode: given.mode ?? before?.mode ?? 'day',
    minimumFirstPurchase: minimumWith(before, given.minimum),
  });
}

function isSilent({ prices, ...rest }: GivenTerms): boolean {
  return [...Object.values(prices), ...Object.values(rest)].every((value) => value === undefined);
}

function pricesWith(
  kept: PriceList['prices'],
  given: GivenTerms['prices'],
  { currency, interval }: Pick<PriceList, 'currency' | 'interval'>,
): Result<PriceList['prices'], TermsRefused> {
  let prices = kept;
  for (const seatType of SEAT_TYPES) {
    const text = given[seatType];
    if (text === undefined) continue;
    const money = parseMoney(/[a-z]/iu.test(text) ? text : `${currency} ${text}`);
    if (!money.ok) return err({ kind: 'price', seatType, why: money.error });
    if (money.value.currency !== currency) return err({ kind: 'price-currency', seatType, code: money.value.currency });
    prices = { ...prices, [seatType]: { ...prices[seatType], [interval]: money.value.minor } };
  }
  return ok(prices);
}

function minimumWith(before: PriceList | undefined, minimum: number | undefined): PriceList['minimumFirstPurchase'] {
  const stands = before?.minimumFirstPurchase ?? MINIMUM_FIRST_PURCHASE;
  return minimum === undefined ? stands : { ...stands, 'sync-only': minimum };
}
