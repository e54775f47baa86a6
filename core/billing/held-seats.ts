import type { EntitlementChange } from '../seats/entitlement.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { BillingPeriod } from './billing-period.ts';
import type { ChargeLine } from './charge-line.ts';
import { seatsLeft, type AccruedLine, type ChargedSeats } from './credit.ts';
import { compare, type Money } from './money.ts';
import { unitPrice, type PriceList } from './price-list.ts';
import { formula, priceSeats, type PricedSeats } from './quote-line.ts';
import { midnight } from './proration.ts';
import type { Reduction } from './reduction.ts';
import type { StatementEntry } from './statement.ts';

export type HeldInput = {
  readonly seatType: SeatType;
  readonly prices: PriceList;
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

/**
 * Seats that were there when the period began, each at the price of now and never above the one that was agreed to when
 * it was bought. Seats that an operator opened the account with have the price of the account's terms.
 */
export function heldSeats(input: HeldInput): readonly StatementEntry[] {
  const { seatType, prices, period } = input;
  const price = unitPrice(prices, seatType);
  if (price === undefined) return [];
  return groups(input, price).map(({ quantity, price: each }) => {
    const seats = wholePeriod(quantity, each, { prices, period });
    return { kind: 'held', seatType, quantity, unitPrice: each, amount: seats.amount, formula: formula(seats) };
  });
}

type Group = { readonly quantity: number; readonly price: Money };

/** The oldest come first, so that what was reduced since is missing from the newest. */
function groups(input: HeldInput, price: Money): readonly Group[] {
  const bought = input.charged
    .filter(({ line }) => isBefore(line, input.period))
    .toSorted((one, other) => (one.line.id < other.line.id ? -1 : 1));
  const held = heldThen(input);
  const ofLines = bought.reduce((seats, one) => seats + seatsLeft(one), 0);
  const found: Group[] = [{ quantity: Math.max(0, held - ofLines), price }];
  let open = Math.min(held, ofLines);
  for (const one of bought) {
    const quantity = Math.min(open, seatsLeft(one));
    open -= quantity;
    found.push({ quantity, price: agreed(one.quote.unitPrice, price) });
  }
  return merged(found);
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
    const isCharged = line.state === 'accrued' && isBefore(line, period);
    return isOwned && !isGone && !isCharged ? seats + line.quantity : seats;
  }, 0);
  return Math.max(0, owned - endedLate - notCharged);
}

function isBefore({ from }: AccruedLine, { start }: BillingPeriod): boolean {
  return Temporal.PlainDate.compare(from, start) < 0;
}

/** A price in another currency was never agreed to, so the one that was stays. */
function agreed(bought: Money, now: Money): Money {
  if (bought.currency !== now.currency) return bought;
  return compare(bought, now) < 0 ? bought : now;
}

function merged(found: readonly Group[]): readonly Group[] {
  const byPrice = new Map<string, Group>();
  for (const group of found) {
    if (group.quantity === 0) continue;
    const key = `${group.price.currency} ${group.price.minor}`;
    byPrice.set(key, { ...group, quantity: group.quantity + (byPrice.get(key)?.quantity ?? 0) });
  }
  return [...byPrice.values()];
}

function wholePeriod(
  quantity: number,
  price: Money,
  { prices, period }: Pick<HeldInput, 'prices' | 'period'>,
): PricedSeats {
  const effective =
    prices.mode === 'day'
      ? ({ mode: 'day', effective: period.start } as const)
      : ({ mode: 'second', effective: midnight(period.start) } as const);
  return priceSeats(quantity, price, period, effective);
}
