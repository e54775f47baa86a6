import { endRequestsOf } from '../../approvals/end-requests-of.ts';
import { advanceBatchSoon, togetherWithOthers } from '../../bulk/batch-goes-on.ts';
import { tell } from '../../outbox/tell.ts';
import type { Stores } from '../../transaction.ts';
import { dateText } from '../../views/date-text.ts';
import { freeSeat, lockCapacity } from '../capacity.ts';
import { isUnderway, isUsed, movedSeat } from '../seat-moves.ts';
import { voidCharge } from '../void-charge.ts';
import type { TermDeps } from './begin-term.ts';
import type { HeldTerm } from './held-term.ts';

/**
 * The last day has passed and the mailbox was never reached: the invitation is over, and so is whatever waits for it. False
 * where others wait for it together with this one, and cannot go on yet.
 */
export async function endInvitation(
  deps: TermDeps,
  stores: Stores,
  { term, seat: before, member }: HeldTerm,
): Promise<boolean> {
  const at = deps.clock.now();
  // Also a request to keep what was a trial: there is nothing left to keep.
  if (!(await endRequestsOf(deps, stores, before.id))) return false;
  const seat = (await stores.seats.get(before.id)) ?? before;
  if (isUsed(seat)) await lockCapacity(stores, seat.seatType);
  if (isUnderway(seat)) await stores.seats.replace(seat, movedSeat(seat, { kind: 'expired', at }));
  await stores.work.cancel(`seat.check:${seat.id}`);
  await stores.work.cancel(`seat.void:${seat.id}`);
  if (isUsed(seat)) {
    await freeSeat(stores, seat.seatType, at);
    await voidCharge(deps, stores, seat, 'the last day of the seat passed before the mailbox was reached');
  }
  const row = await togetherWithOthers(stores, seat.id);
  if (row !== undefined) await advanceBatchSoon(deps, stores, row);
  await tellOver(deps, stores, { term, seat, member });
  return true;
}

async function tellOver(deps: TermDeps, stores: Stores, { term, seat, member }: HeldTerm): Promise<void> {
  const subject = `seat-term-over:${term.id}`;
  await tell(deps, stores, seat.accountId, {
    key: subject,
    subject,
    recipient: { kind: 'member', memberId: term.consent.by },
    view: {
      title: `The invitation of ${member.fullName} has ended`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: [
            `Their seat was to end after ${dateText(term.endsOn)}, and their mailbox was never reached. Nothing is charged.`,
          ],
        },
      ],
      actions: [
        {
          kind: 'run',
          label: 'Invite again',
          weight: 'primary',
          does: { command: 'invite', args: { address: member.address, fullName: member.fullName } },
        },
      ],
    },
  });
}
