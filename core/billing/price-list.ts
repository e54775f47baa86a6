import type { SeatType } from '../seats/seat-type.ts';
import type { BillingInterval } from './billing-period.ts';
import type { Currency } from './currency.ts';
import type { Money } from './money.ts';
import type { ProrationMode } from './proration.ts';

/** An account's commercial terms, as an operator set them; a change is a new version, never an edit. */
export type PriceList = {
  readonly version: number;
  readonly currency: Currency;
  /** Minor units for one seat and one whole interval; a price that is absent is not zero, it gives no quote. */
  readonly prices: Readonly<Partial<Record<SeatType, Readonly<Partial<Record<BillingInterval, bigint>>>>>>;
  readonly anchor: Temporal.PlainDate;
  readonly interval: BillingInterval;
  /** The IANA name of the zone whose calendar decides the day. */
  readonly timeZone: string;
  readonly mode: ProrationMode;
  readonly minimumFirstPurchase: Readonly<Partial<Record<SeatType, number>>>;
};

/** The rule of the seat article: the first Sync Only purchase is at least five. */
export const MINIMUM_FIRST_PURCHASE = { 'sync-only': 5 } as const satisfies PriceList['minimumFirstPurchase'];

export function unitPrice(list: PriceList, seatType: SeatType): Money | undefined {
  const minor = list.prices[seatType]?.[list.interval];
  if (minor === undefined) return undefined;
  if (minor < 0n) throw new Error(`Price list ${list.version} has a negative price for ${seatType}`);
  return { currency: list.currency, minor };
}

/** Second mode counts UTC instants, so its periods turn at midnight UTC wherever the account is. */
export function countingZone(list: PriceList): string {
  return list.mode === 'second' ? 'UTC' : list.timeZone;
}

/** A name such as Europe/Berlin, in its canonical case; undefined for anything that is no named zone. */
export function parseTimeZone(text: string): string | undefined {
  if (/^[+-]|\[|:/.test(text)) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
