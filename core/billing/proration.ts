import type { BillingPeriod } from './billing-period.ts';
import type { Money } from './money.ts';

export const PRORATION_MODES = ['day', 'second'] as const;
export type ProrationMode = (typeof PRORATION_MODES)[number];

/** From when a charge counts: a whole calendar day, or an instant in periods that turn at midnight UTC. */
export type Effective =
  | { readonly mode: 'day'; readonly effective: Temporal.PlainDate }
  | { readonly mode: 'second'; readonly effective: Temporal.Instant };

/** One line for the change in quantity, not a credit for the old and a debit for the new: the two can differ by a minor unit. */
export const LINE_MODEL = 'net-delta';

/** Rises whenever the arithmetic below gives another result for the same inputs. */
export const FORMULA_VERSION = 1;

export type ProrationInput = Effective & {
  readonly unitPrice: Money;
  /** The change in seats; negative gives the mirror image of positive. */
  readonly quantity: number;
  readonly period: BillingPeriod;
  /** The first day that is not billed any more, where that is not the end of the period. */
  readonly until?: Temporal.PlainDate;
};

/** The share of the period that is billed, in days or seconds. */
export type Share = { readonly remaining: number; readonly total: number };

export function prorate(input: ProrationInput): Share & { readonly amount: Money } {
  const { unitPrice, quantity } = input;
  const { remaining, total } = shareOf(input, input.until ?? input.period.end);
  const minor = divideHalfAwayFromZero(unitPrice.minor * BigInt(quantity) * BigInt(remaining), BigInt(total));
  return { remaining, total, amount: { currency: unitPrice.currency, minor } };
}

export function effectiveAt(mode: ProrationMode, timeZone: string, instant: Temporal.Instant): Effective {
  if (mode === 'second') return { mode, effective: instant };
  return { mode, effective: instant.toZonedDateTimeISO(timeZone).toPlainDate() };
}

export function startOfDay(mode: ProrationMode, date: Temporal.PlainDate): Effective {
  return mode === 'day' ? { mode, effective: date } : { mode, effective: midnight(date) };
}

export function dateOf(start: Effective): Temporal.PlainDate {
  return start.mode === 'day' ? start.effective : start.effective.toZonedDateTimeISO('UTC').toPlainDate();
}

/** Largest remainder: the parts sum to the whole, and of equal remainders the earlier part wins. */
export function allocate(whole: Money, weights: readonly number[]): readonly Money[] {
  const shares = weights.map(BigInt);
  const weight = shares.reduce((total, share) => total + share, 0n);
  if (weight <= 0n || shares.some((share) => share < 0n)) throw new Error('Weights must be positive');
  const sign = whole.minor < 0n ? -1n : 1n;
  const size = whole.minor * sign;
  const floors = shares.map((share) => (size * share) / weight);
  const left = Number(size - floors.reduce((total, floor) => total + floor, 0n));
  const remainders = shares.map((share, index) => ({ index, remainder: (size * share) % weight }));
  const raised = new Set(
    remainders
      .toSorted((one, other) => Number(other.remainder - one.remainder) || one.index - other.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return floors.map((floor, index) => ({
    currency: whole.currency,
    minor: sign * (floor + (raised.has(index) ? 1n : 0n)),
  }));
}

function shareOf(start: Effective & { readonly period: BillingPeriod }, until: Temporal.PlainDate): Share {
  const { period, effective } = start;
  const share =
    start.mode === 'day' ? daysOf(period, start.effective, until) : secondsOf(period, start.effective, until);
  const isWithin = Temporal.PlainDate.compare(until, period.end) <= 0;
  if (isWithin && share.remaining > 0 && share.remaining <= share.total) return share;
  throw new Error(`${effective.toString()} lies outside ${period.start.toString()}/${until.toString()}`);
}

function daysOf({ start, end }: BillingPeriod, effective: Temporal.PlainDate, until: Temporal.PlainDate): Share {
  return { remaining: effective.until(until).days, total: start.until(end).days };
}

function secondsOf({ start, end }: BillingPeriod, effective: Temporal.Instant, until: Temporal.PlainDate): Share {
  const total = secondOf(midnight(end)) - secondOf(midnight(start));
  return { remaining: secondOf(midnight(until)) - secondOf(effective), total };
}

export function midnight(date: Temporal.PlainDate): Temporal.Instant {
  return date.toZonedDateTime('UTC').toInstant();
}

function secondOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}

export function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (size * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}
