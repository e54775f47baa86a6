import { endRequestsOf } from '../approvals/end-requests-of.ts';
import { freeSeat, lockCapacity } from '../seats/capacity.ts';
import { tellConversionLeft } from '../seats/end-conversion.ts';
import { holdsSeat, isUnderway, isUsed, movedSeat, type SeatEvent } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { voidCharge } from '../seats/void-charge.ts';
import type { DepartureKind } from './departure-snapshot.ts';
import type { RunStep } from './step-result.ts';

/** The seat can be given to somebody else from here on. One that was never read is not charged either. */
export const endSeat: RunStep = async (deps, stores, { memberId, plan }) => {
  const seat = await stores.seats.ofMember(memberId);
  const event = seat && eventFor(plan.kind, seat, deps.clock.now());
  if (seat === undefined || event === undefined) return { isFinished: true, counts: {} };

  if (seat.basis === 'trial') await endRequestsOf(deps, stores, seat.id);
  if (isUsed(seat)) await lockCapacity(stores, seat.seatType);
  if (seat.state === 'conversion-granted') await lockCapacity(stores, 'full-access');
  await stores.seats.replace(seat, movedSeat(seat, event));
  await stores.work.cancel(`seat.check:${seat.id}`);
  await stores.work.cancel(`seat.void:${seat.id}`);
  if (!isUsed(seat)) return { isFinished: true, counts: {} };
  await freeSeat(stores, seat.seatType, deps.clock.now());
  if (seat.state === 'conversion-granted') await freeSeat(stores, 'full-access', deps.clock.now());
  const because = seat.state === 'conversion-granted' ? 'the seat was converted' : 'the mailbox was reached';
  await voidCharge(deps, stores, seat, `the person left before ${because}`);
  if (seat.state === 'conversion-granted') await tellConversionLeft(deps, stores, seat);
  return { isFinished: true, counts: { seats: 1 } };
};

function eventFor(kind: DepartureKind, seat: Seat, at: Temporal.Instant): SeatEvent | undefined {
  // A request that approvers have in hand is ended by whoever made it, before anybody leaves.
  if (seat.state === 'awaiting-approval' || seat.state === 'conversion-requested')
    throw new Error(`Seat ${seat.id} leaves with an open request`);
  if (holdsSeat(seat)) return { kind: kind === 'remove' ? 'removed' : 'deactivated', at };
  if (isUnderway(seat)) return { kind: 'cancelled', at };
  return kind === 'remove' && seat.state === 'deactivated' ? { kind: 'removed', at } : undefined;
}
