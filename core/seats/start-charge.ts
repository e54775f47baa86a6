import { accrue, auditCharge, type CarryOutDeps } from '../approvals/carry-out.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Stores } from '../transaction.ts';
import type { Seat } from './seat.ts';

/** What waited for this seat is charged from now on; undefined where nothing waited. */
export async function startCharge(
  deps: CarryOutDeps,
  stores: Stores,
  seat: Pick<Seat, 'id'>,
): Promise<ChargeLine | undefined> {
  const waiting = await stores.charges.ofSeat(seat.id);
  if (waiting?.state !== 'waiting') return undefined;
  const quote = await stores.quotes.get(waiting.quoteId);
  const line = quote?.lines[waiting.part];
  if (quote === undefined || line === undefined)
    throw new Error(`Charge ${waiting.id} lacks line ${waiting.part} of its quote`);
  const { state: _state, voidAt: _voidAt, ...base } = waiting;
  const accrued = accrue({ ...base, version: waiting.version + 1 }, quote, line, deps.clock.now());
  await stores.charges.replace(waiting, accrued);
  await auditCharge(deps, stores, accrued);
  return accrued;
}
