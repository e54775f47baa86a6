import { auditCharge, type CarryOutDeps } from '../approvals/carry-out.ts';
import type { Stores } from '../transaction.ts';
import { changePurchased } from './capacity.ts';
import type { Seat } from './seat.ts';

/** What was bought for something that never came to be is not charged, and not owned either. */
export async function voidCharge(
  deps: CarryOutDeps,
  stores: Stores,
  seat: Pick<Seat, 'id'>,
  reason: string,
): Promise<void> {
  const waiting = await stores.charges.ofSeat(seat.id);
  if (waiting?.state !== 'waiting') return;
  const { voidAt: _, ...base } = waiting;
  const at = deps.clock.now();
  const voided = { ...base, version: waiting.version + 1, state: 'voided', at, reason } as const;
  await stores.charges.replace(waiting, voided);
  await changePurchased(stores, waiting.seatType, -waiting.quantity, at);
  await auditCharge(deps, stores, voided);
}
