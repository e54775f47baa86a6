import { firstAccessDeadline } from '../billing/bill.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { holdsSeat, movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';

/**
 * A seat has been taken for this person, or they try one out: their access is checked next, and the seat is given back if that never works.
 * It takes the seat as the caller read it, so that whoever granted it meanwhile makes the transaction start over.
 */
export async function grantSeat(
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  stores: Stores,
  seat: Seat,
): Promise<void> {
  const seatId = seat.id;
  const at = clock.now();
  const voidAt = firstAccessDeadline(at);
  const kind = seat.basis === 'trial' && holdsSeat(seat) ? 'bought' : 'granted';
  await stores.seats.replace(seat, movedSeat(seat, { kind, at, voidAt }));
  const payload = { accountId: seat.accountId, seatId };
  await stores.work.add({ id: ids.next('work'), kind: 'seat.check', key: `seat.check:${seatId}`, payload, dueAt: at });
  await stores.work.add({
    id: ids.next('work'),
    kind: 'seat.void',
    key: `seat.void:${seatId}`,
    payload,
    dueAt: voidAt,
  });
}
