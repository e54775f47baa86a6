import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Result } from '../result.ts';
import { changePurchased } from '../seats/capacity.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import { whereOf } from './acknowledge.ts';
import { billingRows } from './billing-rows.ts';
import { closeAtEnd } from './close-period.ts';
import { creditFor } from './credit.ts';
import { countingZone } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';
import { purchasesOf } from './renewal.ts';
import { hashOf } from './quote-hash.ts';
import { planReduction, type Reduction, type ReductionPlan, type ReductionRefused } from './reduction.ts';

export type ReduceDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

/** What giving up so many seats would do now; holds the entitlement, so that it stays true until the transaction ends. */
export async function planOf(
  stores: Stores,
  { seatType, quantity, at }: { readonly seatType: SeatType; readonly quantity: number; readonly at: Temporal.Instant },
): Promise<Result<ReductionPlan, ReductionRefused>> {
  const entitlement = await stores.entitlements.lock(seatType);
  const pending = (await stores.reductions.list()).filter(
    ({ state, plan }) => state === 'pending' && plan.seatType === seatType,
  );
  return planReduction({
    entitlement,
    leaving: pending.reduce((seats, { plan }) => seats + plan.atRenewal, 0),
    purchases: purchasesOf(await billingRows(stores), seatType),
    prices: await stores.accounts.terms(),
    now: at,
    quantity,
  });
}

/** What was shown counts for the day on which it was shown, so that its credit is the one that is agreed to. */
export async function momentThatCounts(
  { accounts }: Pick<Stores, 'accounts'>,
  shown: Temporal.Instant,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const terms = await accounts.terms();
  if (terms === undefined) return now;
  const dayOf = (at: Temporal.Instant): Temporal.PlainDate => dateOf(effectiveAt(terms.mode, countingZone(terms), at));
  return dayOf(shown).equals(dayOf(now)) ? shown : now;
}

export type AgreedReduction = Pick<Reduction, 'plan' | 'sentence' | 'deliveryId'> & { readonly by: Member };

/** Seats of this period end now and are credited, the others at the renewal; with the sentence that was agreed to. */
export async function reduceSeats(deps: ReduceDeps, stores: Stores, agreed: AgreedReduction): Promise<void> {
  const { plan, sentence, deliveryId, by } = agreed;
  const { accountId } = by;
  const at = deps.clock.now();
  const planHash = hashOf(plan);
  const base = { id: deps.ids.next('reduction'), accountId, plan, planHash, sentence, deliveryId, at, version: 1 };
  const state =
    plan.atRenewal > 0 ? ({ state: 'pending' } as const) : ({ state: 'done', endedAt: at, applied: 0 } as const);
  await stores.reductions.add({ ...base, agreedBy: by.id, ...state });
  await giveBack(deps, stores, agreed);
  await closeAtEnd(deps, stores, accountId);
  await deps.audit(stores, accountId, {
    kind: 'seats.reduced',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'reduction', id: base.id },
    facts: {
      seatType: plan.seatType,
      now: endingNow(plan),
      atRenewal: plan.atRenewal,
      renewalOn: plan.renewalOn.toString(),
      credit: plan.credit.minor,
      currency: plan.credit.currency,
      planHash,
      sentence,
      role: by.role,
      delivery: deliveryId,
    },
    personal: [{ memberId: by.id, values: { name: by.fullName, where: await whereOf(stores, deliveryId) } }],
  });
}

async function giveBack({ ids, clock }: ReduceDeps, stores: Stores, { plan, by }: AgreedReduction): Promise<void> {
  const at = clock.now();
  const { charged } = await billingRows(stores);
  for (const { chargeLineId, quantity } of plan.now) {
    const one = charged.find(({ line }) => line.id === chargeLineId);
    if (one === undefined) throw new Error(`Charge ${chargeLineId} is to be given back and is not there`);
    await stores.credits.add({
      id: ids.next('credit'),
      accountId: by.accountId,
      chargeLineId,
      quantity,
      ...creditFor(one, quantity, plan.asOf),
      takenBackBy: by.id,
      at,
    });
  }
  const ending = endingNow(plan);
  if (ending > 0) await changePurchased(stores, plan.seatType, -ending, at);
}

/** How many seats end with the agreement itself. */
export function endingNow({ now }: ReductionPlan): number {
  return now.reduce((seats, { quantity }) => seats + quantity, 0);
}
