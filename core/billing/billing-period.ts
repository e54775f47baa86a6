export const BILLING_INTERVALS = ['month', 'year'] as const;
export type BillingInterval = (typeof BILLING_INTERVALS)[number];

/** Half-open: the end is the first day of the next period. Dates are calendar days of the account's billing time zone. */
export type BillingPeriod = { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate };

/**
 * Period n starts at the original anchor plus n intervals, its day clamped to the month: 31 Jan, 29 Feb, 31 Mar.
 * The anchor gives the phase, so numbers below zero name the periods before it.
 */
export function periodNumber(anchor: Temporal.PlainDate, interval: BillingInterval, number: number): BillingPeriod {
  return { start: startOf(anchor, interval, number), end: startOf(anchor, interval, number + 1) };
}

export function periodAt(
  anchor: Temporal.PlainDate,
  interval: BillingInterval,
  date: Temporal.PlainDate,
): BillingPeriod {
  const number = interval === 'month' ? monthOf(date) - monthOf(anchor) : date.year - anchor.year;
  const isBeforeStart = Temporal.PlainDate.compare(date, startOf(anchor, interval, number)) < 0;
  return periodNumber(anchor, interval, isBeforeStart ? number - 1 : number);
}

export function samePeriod(left: BillingPeriod, right: BillingPeriod): boolean {
  return left.start.equals(right.start) && left.end.equals(right.end);
}

export function isWithin({ start, end }: BillingPeriod, date: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(start, date) <= 0 && Temporal.PlainDate.compare(date, end) < 0;
}

function startOf(anchor: Temporal.PlainDate, interval: BillingInterval, number: number): Temporal.PlainDate {
  return anchor.add(interval === 'month' ? { months: number } : { years: number });
}

function monthOf(date: Temporal.PlainDate): number {
  return date.year * 12 + date.month;
}
