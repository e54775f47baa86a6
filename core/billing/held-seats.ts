import { err, ok, type Result } from '../result.ts';
import type { EntitlementChange } from '../seats/entitlement.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { periodAt, type BillingPeriod } from './billing-period.ts';
import type { ChargeLine } from './charge-line.ts';
import { agreedFor, seatsLeft, type ChargedSeats } from './credit.ts';
import type { Money } from './money.ts';
import { unitPrice, type PriceList } from './price-list.ts';
import { formula, type PricedSeats } from './quote-line.ts';
import { prorate, startOfDay } from './proration.ts';
import type { Reduction } from './reduction.ts';
import { heldPrice, seatsByAge, type Agreed } from './seats-by-age.ts';
import type { StatementEntry } from './statement.ts';

export type HeldInput = {
  readonly seatType: SeatType;
  readonly prices: PriceList;
  /** What is closed: a period of these prices, or a part of one where the terms changed. */
  readonly period: BillingPeriod;
  /** The moment at which the period began. */
  readonly began: Temporal.Instant;
  readonly history: readonly EntitlementChange[];
  readonly reductions: readonly Reduction[];
  /** Every charge of the type with the moment its request was approved. */
  readonly lines: readonly { readonly line: ChargeLine; readonly approvedAt: Temporal.Instant }[];
  /** Those of them that are charged, with their quotes and credits. */
  readonly charged: readonly ChargedSeats[];
};

export type NoPrice = { readonly kind: 'no-price'; readonly seatType: SeatType };

/**
 * Seats that were there when the period began, each at the price of now and never above the one that was agreed to when
 * it was bought. Seats that an operator opened the account with have the price of the account's terms. Seats whose charge
 * runs on into the period, as it does after the terms changed, are held from the day after its last.
 */
export function heldSeats(input: HeldInput): Result<readonly StatementEntry[], NoPrice> {
  const { seatType, prices } = input;
  const seats = unpaid(input);
  if (seats.length === 0) return ok([]);
  const now = unitPrice(prices, seatType);
  if (now === undefined) return err({ kind: 'no-price', seatType });
  const groups = merged(seats.map((one) => ({ ...one, price: heldPrice(one.agreed, now, prices) })));
  return ok(
    groups.map(({ quantity, price: each, from }) => {
      const priced = restOfPeriod(quantity, each, from, input);
      return { kind: 'held', seatType, quantity, unitPrice: each, amount: priced.amount, formula: formula(priced) };
    }),
  );
}

type Unpaid = { readonly quantity: number; readonly agreed: Agreed | undefined; readonly from: Temporal.PlainDate };

/** The seats of the period that no charge covers to its end, and the first day that is not covered. */
function unpaid(input: HeldInput): readonly Unpaid[] {
  const { period, charged, began } = input;
  const before = charged
    .filter(({ line }) => Temporal.PlainDate.compare(line.from, period.start) < 0)
    .toSorted((one, other) => (one.line.id < other.line.id ? -1 : 1))
    .map((one) => ({ one, agreed: agreedFor(one), seats: seatsThen(one, began) }));
  const then = seatsByAge(heldThen(input), before).map(({ quantity, bought }) =>
    bought === undefined
      ? { quantity, agreed: undefined, from: period.start }
      : {
          quantity: Math.min(quantity, seatsLeft(bought.one)),
          agreed: bought.agreed,
          from: unpaidFrom(bought.one, period),
        },
  );
  const since = charged
    .filter(({ line }) => Temporal.PlainDate.compare(line.from, period.start) >= 0)
    .map((one) => ({ quantity: seatsLeft(one), agreed: agreedFor(one), from: unpaidFrom(one, period) }));
  return [...then, ...since].filter(
    ({ quantity, from }) => quantity > 0 && Temporal.PlainDate.compare(from, period.end) < 0,
  );
}

function unpaidFrom({ line }: ChargedSeats, { start }: BillingPeriod): Temporal.PlainDate {
  const after = line.until.add({ days: 1 });
  return Temporal.PlainDate.compare(after, start) < 0 ? start : after;
}

function seatsThen({ line, credits }: ChargedSeats, began: Temporal.Instant): number {
  const given = credits.filter(({ at }) => Temporal.Instant.compare(at, began) < 0);
  return seatsLeft({ line, credits: given });
}

/** What was owned when the period began, less what had been bought and was not charged yet. */
function heldThen({ history, began, reductions, lines, period }: HeldInput): number {
  const owned = history.findLast(({ at }) => Temporal.Instant.compare(at, began) < 0)?.purchased ?? 0;
  const endedLate = reductions.reduce((seats, one) => {
    const isLate =
      one.state === 'done' &&
      Temporal.PlainDate.compare(one.plan.renewalOn, period.start) <= 0 &&
      Temporal.Instant.compare(one.endedAt, began) >= 0;
    return isLate ? seats + one.applied : seats;
  }, 0);
  const notCharged = lines.reduce((seats, { line, approvedAt }) => {
    const isOwned = Temporal.Instant.compare(approvedAt, began) < 0;
    const isGone = line.state === 'voided' && Temporal.Instant.compare(line.at, began) < 0;
    const isCharged = line.state === 'accrued' && Temporal.PlainDate.compare(line.from, period.start) < 0;
    return isOwned && !isGone && !isCharged ? seats + line.quantity : seats;
  }, 0);
  return Math.max(0, owned - endedLate - notCharged);
}

type Group = { readonly quantity: number; readonly price: Money; readonly from: Temporal.PlainDate };

function merged(found: readonly Group[]): readonly Group[] {
  const byPrice = new Map<string, Group>();
  for (const group of found) {
    const { price, from } = group;
    const key = `${price.currency} ${price.minor} ${from.toString()}`;
    byPrice.set(key, { price, from, quantity: group.quantity + (byPrice.get(key)?.quantity ?? 0) });
  }
  return [...byPrice.values()];
}

/** Prorated within the whole period of these prices, of which this one may be the middle. */
function restOfPeriod(
  quantity: number,
  price: Money,
  from: Temporal.PlainDate,
  { prices: { mode, anchor, interval }, period }: HeldInput,
): PricedSeats {
  const seats = { mode, unitPrice: price, quantity };
  const whole = periodAt(anchor, interval, period.start);
  return { ...seats, ...prorate({ ...seats, ...startOfDay(mode, from), period: whole, until: period.end }) };
}
