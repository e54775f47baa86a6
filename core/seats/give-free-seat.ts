import { asksForFreeSeats } from '../approvals/policy-of.ts';
import type { AuditActor } from '../audit/audit-record.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { lockCapacity, takeSeat } from './capacity.ts';
import { grantSeat } from './grant-seat.ts';
import { freeSeatTakenView } from './seat-checked-views.ts';
import type { SeatCheckedDeps } from './open-seat.ts';
import type { Seat } from './seat.ts';

export type FreeSeatFor = { readonly seat: Seat; readonly member: Member; readonly actor: AuditActor };

/** A free seat comes before a purchase: takes it and says so; undefined when there is none, or when somebody approves it first. */
export async function giveFreeSeat(
  deps: SeatCheckedDeps,
  stores: Stores,
  { seat, member, actor }: FreeSeatFor,
): Promise<View | undefined> {
  if (await asksForFreeSeats(stores, seat.seatType)) return undefined;
  if ((await lockCapacity(stores, seat.seatType)) < 1) return undefined;
  await grantSeat(deps, stores, seat);
  if (!(await takeSeat(stores, seat.seatType, deps.clock.now())))
    throw new Error(`No seat is left for seat ${seat.id}`);
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.granted',
    at: deps.clock.now(),
    actor,
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, charged: 0, because: 'a free seat was used' },
    personal: [],
  });
  return freeSeatTakenView(seat, member, (await stores.accounts.terms())?.currency);
}
