import { auditCharge } from '../approvals/carry-out.ts';
import { tell } from '../outbox/tell.ts';
import type { Id } from '../ids.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { changePurchased, freeSeat } from './capacity.ts';
import type { SeatCheckedDeps } from './open-seat.ts';
import { movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';

/** Thirty days without one successful access: the seat is given back, and what was bought for it is not charged. */
export function createVoidSeat(deps: SeatCheckedDeps & { readonly transaction: Transaction }) {
  return async ({
    accountId,
    seatId,
  }: {
    readonly accountId: Id<'account'>;
    readonly seatId: Id<'seat'>;
  }): Promise<WorkOutcome> =>
    await deps.transaction.run(accountId, async (stores) => {
      const seat = await stores.seats.get(seatId);
      if (seat?.state !== 'provisioning') return { kind: 'done' };
      const at = deps.clock.now();
      if (Temporal.Instant.compare(at, seat.voidAt) < 0)
        return { kind: 'again', dueAt: seat.voidAt, countsAsAttempt: false, reason: 'not due' };
      await stores.seats.replace(seat, movedSeat(seat, { kind: 'expired', at }));
      await freeSeat(stores, seat.seatType);
      await voidCharge(deps, stores, seat);
      await tellVoided(deps, stores, seat);
      return { kind: 'done' };
    });
}

async function voidCharge(deps: SeatCheckedDeps, stores: Stores, seat: Seat): Promise<void> {
  const waiting = await stores.charges.ofSeat(seat.id);
  if (waiting?.state !== 'waiting') return;
  const { voidAt: _, ...base } = waiting;
  const voided = {
    ...base,
    version: waiting.version + 1,
    state: 'voided',
    at: deps.clock.now(),
    reason: 'the mailbox was not reached within 30 days of approval',
  } as const;
  await stores.charges.replace(waiting, voided);
  await changePurchased(stores, seat.seatType, -waiting.quantity);
  await auditCharge(deps, stores, voided);
}

async function tellVoided(deps: SeatCheckedDeps, stores: Stores, seat: Seat): Promise<void> {
  const member = await stores.members.get(seat.memberId);
  await tell(deps, stores, seat.accountId, {
    key: `seat-voided:${seat.id}`,
    subject: `seat-voided:${seat.id}`,
    recipient: { kind: 'member', memberId: seat.invitedBy },
    view: {
      title: `The seat of ${member?.fullName ?? 'a colleague'} was given back`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: [
            'Their mailbox could not be read within 30 days. What was bought for them is not charged, and the invitation has ended.',
          ],
        },
      ],
      actions: [
        {
          kind: 'run',
          label: 'Invite again',
          weight: 'primary',
          does: {
            command: 'invite',
            args: member === undefined ? {} : { address: member.address, fullName: member.fullName },
          },
        },
      ],
    },
  });
}
