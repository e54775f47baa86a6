import { advanceBatchSoon } from '../bulk/batch-goes-on.ts';
import { movedBatch } from '../bulk/batch-moves.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { unreachable } from '../result.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import { peopleOf, type ApprovalRequest, type SeatFor } from './approval-request.ts';

type Deps = { readonly ids: Ids; readonly clock: Clock };

export type SeatsChanged = { readonly team: string | undefined; readonly leftOut: readonly SeatFor[] };

/** The seats that wait for a request become what it asks for now; whoever was left out of it is declined. */
export async function changeSeats(
  deps: Deps,
  stores: Stores,
  request: ApprovalRequest,
  { team, leftOut }: SeatsChanged,
): Promise<void> {
  const { subject, id: requestId } = request;
  for (const { seatId, seatType } of peopleOf(subject)) {
    const seat = await waitingSeat(stores, seatId);
    const teamOfSeat = subject.kind === 'invite' ? team : seat.team;
    const to = { kind: 'changed', requestId, seatType, team: teamOfSeat } as const;
    await stores.seats.replace(seat, movedSeat(seat, to));
  }
  for (const { seatId } of leftOut) {
    const seat = await waitingSeat(stores, seatId);
    await stores.seats.replace(seat, movedSeat(seat, { kind: 'declined', at: deps.clock.now() }));
  }
  await changeBatch(deps, stores, request);
}

async function waitingSeat({ seats }: Pick<Stores, 'seats'>, seatId: SeatFor['seatId']) {
  const seat = await seats.get(seatId);
  if (seat === undefined) throw new Error(`Seat ${seatId} waits for a request but is not stored`);
  return seat;
}

/** The message of the list says who was left out, and what the others are to get. */
async function changeBatch(deps: Deps, stores: Stores, { id: requestId, accountId, subject }: ApprovalRequest) {
  switch (subject.kind) {
    case 'bulk': {
      const { batchId } = subject;
      const batch = await stores.batches.get(batchId);
      if (batch === undefined) throw new Error(`Request ${requestId} is for a list that is not stored`);
      await stores.batches.replace(batch, movedBatch(batch, { kind: 'changed', requestId }));
      return await advanceBatchSoon(deps, stores, { accountId, batchId });
    }
    case 'invite':
    case 'conversion':
    case 'keep':
    case 'buy':
      return;
    default:
      return unreachable(subject);
  }
}
