import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { periodAt } from './billing-period.ts';
import { creditFor, isCreditable, seatsLeft } from './credit.ts';
import { sum, type Money } from './money.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { renewalOf, type Purchases } from './renewal.ts';

/** What giving up seats would do, as it is shown and agreed to. */
export type ReductionPlan = {
  readonly seatType: SeatType;
  readonly purchased: { readonly before: number; readonly after: number };
  /** Seats of charges of the running period: their days left are credited, and they end now. */
  readonly now: readonly {
    readonly chargeLineId: Id<'charge-line'>;
    readonly quantity: number;
    readonly amount: Money;
  }[];
  readonly credit: Money;
  /** Seats of earlier periods: they end at the renewal, without a refund. */
  readonly atRenewal: number;
  readonly renewalOn: Temporal.PlainDate;
  /** What the seats that stay cost for the next whole period, one amount for each currency. */
  readonly renewal: readonly Money[];
  /** The moment up to which the credit is counted: of seconds every one would make another plan. */
  readonly asOf: Temporal.Instant;
};

export type Reduction = {
  readonly id: Id<'reduction'>;
  readonly accountId: Id<'account'>;
  readonly plan: ReductionPlan;
  readonly planHash: string;
  /** The sentence beside the ticked box, word for word. */
  readonly sentence: string;
  readonly agreedBy: Id<'member'>;
  readonly deliveryId: Id<'delivery'>;
  readonly at: Temporal.Instant;
  readonly version: number;
} & (
  | { readonly state: 'pending' }
  /** `applied` is lower than agreed to where seats were given to people meanwhile: those stay. */
  | { readonly state: 'done'; readonly endedAt: Temporal.Instant; readonly applied: number }
);

export type ReductionInput = {
  readonly entitlement: Entitlement;
  /** Seats that are to end at the renewal already. */
  readonly leaving: number;
  readonly purchases: Purchases;
  readonly prices: PriceList | undefined;
  readonly now: Temporal.Instant;
  readonly quantity: number;
};

export type ReductionRefused =
  | { readonly kind: 'no-price'; readonly seatType: SeatType }
  | { readonly kind: 'in-use'; readonly most: number; readonly used: number; readonly leaving: number };

/** Never below what is used. The newest charges are given back first, because they are worth the most. */
export function planReduction(input: ReductionInput): Result<ReductionPlan, ReductionRefused> {
  const { entitlement, leaving, prices, now, quantity } = input;
  const { seatType, purchased, used } = entitlement;
  const price = prices && unitPrice(prices, seatType);
  if (prices === undefined || price === undefined) return err({ kind: 'no-price', seatType });
  const most = Math.max(0, purchased - used - leaving);
  if (quantity > most) return err({ kind: 'in-use', most, used, leaving });

  const given = giveBack(input);
  const today = dateOf(effectiveAt(prices.mode, countingZone(prices), now));
  const atRenewal = given.reduce((left, one) => left - one.quantity, quantity);
  const stays = purchased - quantity - leaving;
  return ok({
    seatType,
    purchased: { before: purchased, after: purchased - quantity },
    now: given,
    credit: sum(
      price.currency,
      given.map(({ amount }) => amount),
    ),
    atRenewal,
    renewalOn: periodAt(prices.anchor, prices.interval, today).end,
    renewal: renewalOf(stays, without(input.purchases, given), { prices, price }),
    asOf: now,
  });
}

function giveBack({ purchases: { charged }, prices, now, quantity }: ReductionInput): ReductionPlan['now'] {
  const given: ReductionPlan['now'][number][] = [];
  let open = quantity;
  for (const one of charged.toSorted((left, right) => (left.line.id < right.line.id ? 1 : -1))) {
    if (open === 0) break;
    if (one.line.amount.currency !== prices?.currency || !isCreditable(one, now)) continue;
    const taken = Math.min(open, seatsLeft(one));
    if (taken === 0) continue;
    given.push({ chargeLineId: one.line.id, quantity: taken, amount: creditFor(one, taken, now).amount });
    open -= taken;
  }
  return given;
}

/** The purchases as they are after seats were given back. */
function without({ charged, waiting }: Purchases, given: ReductionPlan['now']): Purchases {
  const taken = (id: Id<'charge-line'>): number => given.find(({ chargeLineId }) => chargeLineId === id)?.quantity ?? 0;
  return {
    waiting,
    charged: charged.map((one) => ({
      ...one,
      line: { ...one.line, quantity: one.line.quantity - taken(one.line.id) },
    })),
  };
}
