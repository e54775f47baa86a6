import type { Departure } from '../departures/departure.ts';
import type { Stores } from '../transaction.ts';
import type { DecommissionDeps } from './decommission-deps.ts';
import type { Decommission } from './decommission.ts';
import { moveOn, tellDecommission } from './move-on.ts';

/** A departure has ended somebody's access: if that is what their decommissioning waited for, it goes on. */
export async function settleDeletion(
  deps: DecommissionDeps,
  stores: Stores,
  { id, memberId, plan, consent }: Departure,
): Promise<void> {
  const open = await stores.decommissions.open(memberId);
  if (open?.state !== 'delete') return;
  const facts = { departure: id, kind: plan.kind };
  const event = { kind: 'deleted', by: consent.by, at: deps.clock.now() } as const;
  const after = await moveOn(deps, stores, open, { event, facts });
  // Support, who removes people, has nothing to do with their mailboxes.
  const waiting = plan.kind === 'remove' ? [after.startedBy] : [consent.by, after.startedBy];
  await tellDecommission(
    deps,
    stores,
    after,
    waiting.filter((each) => each !== memberId),
  );
}

/** Somebody who had left before its turn came is deleted as soon as it comes. */
export async function settleIfLeft(
  deps: DecommissionDeps,
  stores: Stores,
  decommission: Decommission,
): Promise<Decommission> {
  const member = await stores.members.get(decommission.memberId);
  if (decommission.state !== 'delete' || member?.standing === 'active' || member?.standing === 'invited')
    return decommission;
  const departure = (await stores.departures.ofMember(decommission.memberId)).at(-1);
  const by = departure?.consent.by ?? decommission.startedBy;
  const facts = { departure: departure?.id ?? null, kind: departure?.plan.kind ?? null };
  const event = { kind: 'deleted', by, at: deps.clock.now() } as const;
  return await moveOn(deps, stores, decommission, { event, facts });
}

/** Somebody who is back is not taken out any further. */
export async function endDecommission(
  deps: DecommissionDeps,
  stores: Stores,
  memberId: Departure['memberId'],
): Promise<void> {
  const open = await stores.decommissions.open(memberId);
  const event = { kind: 'came-back', at: deps.clock.now() } as const;
  if (open !== undefined) await moveOn(deps, stores, open, { event });
}
