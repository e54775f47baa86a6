import { advanceBatchSoon, togetherWithOthers } from '../bulk/batch-goes-on.ts';
import { tell } from '../outbox/tell.ts';
import type { Id } from '../ids.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { askAgain } from './ask-again.ts';
import { freeSeat, lockCapacity } from './capacity.ts';
import type { SeatCheckedDeps } from './open-seat.ts';
import { expireConversion } from './end-conversion.ts';
import { invitationEnd } from './invitation-end.ts';
import { holdsSeat, isUsed, movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';
import { voidCharge } from './void-charge.ts';

type Voided = { readonly accountId: Id<'account'>; readonly seatId: Id<'seat'> };

/**
 * Thirty days without one successful access: the seat is given back, and what was bought for it is not charged. An
 * invitation that never came to a seat ends after as long, so that nobody stays half invited.
 */
export function createVoidSeat(deps: SeatCheckedDeps & { readonly transaction: Transaction }) {
  return async ({ accountId, seatId }: Voided): Promise<WorkOutcome> =>
    await deps.transaction.run(accountId, async (stores) => {
      const seat = await stores.seats.get(seatId);
      const dueAt = seat && (await endOf(stores, seat));
      if (seat === undefined || dueAt === undefined) return { kind: 'done' };
      const at = deps.clock.now();
      if (Temporal.Instant.compare(at, dueAt) < 0)
        return { kind: 'again', dueAt, countsAsAttempt: false, reason: 'not due' };
      if (seat.state === 'conversion-granted') {
        await expireConversion(deps, stores, seat);
        return { kind: 'done' };
      }
      if (isUsed(seat)) await lockCapacity(stores, seat.seatType);
      await stores.seats.replace(seat, movedSeat(seat, { kind: 'expired', at }));
      if (isUsed(seat)) {
        await freeSeat(stores, seat.seatType, at);
        await voidCharge(deps, stores, seat, 'the mailbox was not reached within 30 days of approval');
      }
      const row = await togetherWithOthers(stores, seat.id);
      if (row === undefined) await tellVoided(deps, stores, seat);
      else await advanceBatchSoon(deps, stores, row);
      return { kind: 'done' };
    });
}

/** When the seat ends if nothing happens to it before; undefined for one that does not end by itself. */
async function endOf({ quotes }: Stores, seat: Seat): Promise<Temporal.Instant | undefined> {
  if (seat.state === 'provisioning') return seat.voidAt;
  if (seat.state === 'conversion-granted') return seat.until;
  if (seat.state === 'checking') return invitationEnd(seat.since);
  if (seat.state !== 'awaiting-acknowledgement') return undefined;
  const quote = await quotes.get(seat.quoteId);
  return quote && invitationEnd(quote.quotedAt);
}

const NOT_REACHED =
  'Their mailbox could not be read within 30 days. What was bought for them is not charged, and the invitation has ended.';
const NOT_AGREED = 'For 30 days the mailbox could not be looked at, or nobody agreed to the price. Nothing is charged.';

async function tellVoided(deps: SeatCheckedDeps, stores: Stores, seat: Seat): Promise<void> {
  const member = await stores.members.get(seat.memberId);
  const name = member?.fullName ?? 'a colleague';
  await tell(deps, stores, seat.accountId, {
    key: `seat-voided:${seat.id}`,
    subject: `seat-voided:${seat.id}`,
    recipient: { kind: 'member', memberId: seat.invitedBy },
    view: {
      title: holdsSeat(seat) ? `The seat of ${name} was given back` : `The invitation of ${name} has ended`,
      tone: 'attention',
      blocks: [{ kind: 'text', text: [holdsSeat(seat) ? NOT_REACHED : NOT_AGREED] }],
      actions: [
        {
          kind: 'run',
          label: member?.standing === 'deactivated' ? `Reactivate ${name}` : 'Invite again',
          weight: 'primary',
          does: member === undefined ? { command: 'invite', args: {} } : askAgain(member),
        },
      ],
    },
  });
}
