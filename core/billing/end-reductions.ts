import { available, changePurchased } from '../seats/capacity.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { tell } from '../outbox/tell.ts';
import { dateText } from '../views/date-text.ts';
import type { ClosePeriodDeps } from './close-period-deps.ts';
import type { Reduction } from './reduction.ts';
import { seatsText } from './seats-text.ts';

type Ending = { readonly accountId: Id<'account'>; readonly on: Temporal.PlainDate };

/** Seats that were given up end with the period. Those that were given to people meanwhile stay, and that is said. */
export async function endReductions(deps: ClosePeriodDeps, stores: Stores, { accountId, on }: Ending): Promise<void> {
  const due = (await stores.reductions.list()).filter(
    ({ state, plan }) => state === 'pending' && Temporal.PlainDate.compare(plan.renewalOn, on) <= 0,
  );
  for (const seatType of SEAT_TYPES) {
    for (const reduction of due.filter(({ plan }) => plan.seatType === seatType))
      await end(deps, stores, accountId, reduction);
  }
}

async function end(deps: ClosePeriodDeps, stores: Stores, accountId: Id<'account'>, before: Reduction): Promise<void> {
  const { seatType, atRenewal, renewalOn } = before.plan;
  const endedAt = deps.clock.now();
  const applied = Math.min(atRenewal, available(await stores.entitlements.lock(seatType)));
  if (applied > 0) await changePurchased(stores, seatType, -applied, endedAt);
  await stores.reductions.replace(before, { ...before, state: 'done', endedAt, applied, version: before.version + 1 });
  await deps.audit(stores, accountId, {
    kind: 'seats.ended',
    at: endedAt,
    actor: { kind: 'job', job: 'billing.close-period' },
    subject: { kind: 'reduction', id: before.id },
    facts: { seatType, applied, agreed: atRenewal },
    personal: [],
  });
  const stayed = atRenewal - applied;
  await tell(deps, stores, accountId, {
    key: `reduction-ended:${before.id}`,
    subject: `reduction-ended:${before.id}`,
    recipient: { kind: 'member', memberId: before.agreedBy },
    view: {
      title: `${seatsText(applied, seatType)} ended on ${dateText(renewalOn)}`,
      tone: stayed === 0 ? 'good' : 'attention',
      blocks: [
        {
          kind: 'text',
          text: [
            stayed === 0
              ? 'As you agreed, they are not charged any more.'
              : `You had given up ${atRenewal}. ${stayed} of them were given to people meanwhile, so they stay and renew.`,
          ],
        },
      ],
      actions: [{ kind: 'run', label: 'Show usage', weight: 'primary', does: { command: 'usage', args: {} } }],
    },
  });
}
