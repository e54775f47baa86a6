import { advanceBatchSoon, togetherWithOthers } from '../bulk/batch-goes-on.ts';
import { MAILBOX_FAULT_TEXTS } from '../mailboxes/mailbox-fault-texts.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { Action, View } from '../views/view.ts';
import type { WorkOutcome } from '../work/work.ts';
import { askAgain } from './ask-again.ts';
import type { NotReadable, OpenSeat } from './open-seat.ts';
import { movedSeat } from './seat-moves.ts';
import type { SeatCheckedDeps } from './open-seat.ts';

const ASK_AGAIN_AFTER = Temporal.Duration.from({ hours: 1 });

/**
 * The mailbox cannot be read. Before anything is paid the invitation ends there; a seat that is held already is tried
 * again until it is voided, and the inviter is told once per cause. Of people invited together one message tells.
 */
export async function seatNotReadable(
  deps: SeatCheckedDeps,
  stores: Stores,
  { seat, member }: OpenSeat,
  { fault, detail }: NotReadable,
): Promise<WorkOutcome> {
  const at = deps.clock.now();
  const isEarly = seat.state === 'checking';
  if (isEarly) await stores.seats.replace(seat, movedSeat(seat, { kind: 'mailbox-refused', fault, at }));
  const row = await togetherWithOthers(stores, seat.id);
  if (row !== undefined) await advanceBatchSoon(deps, stores, row);
  if (row !== undefined && isEarly) return { kind: 'done' };
  await tell(deps, stores, seat.accountId, {
    key: `seat-not-readable:${seat.id}:${seat.state}:${fault}`,
    subject: `seat-not-readable:${seat.id}`,
    recipient: { kind: 'member', memberId: seat.invitedBy },
    view: notReadableView({ seat, member }, { fault, detail }),
  });
  return isEarly
    ? { kind: 'done' }
    : { kind: 'again', dueAt: at.add(ASK_AGAIN_AFTER), countsAsAttempt: false, reason: fault };
}

function notReadableView({ seat, member }: OpenSeat, { fault, detail }: NotReadable): View {
  const { what, who } = MAILBOX_FAULT_TEXTS[fault];
  const next =
    seat.state === 'checking'
      ? 'Nothing was asked for and nothing is charged. Invite again when it is mended.'
      : 'The seat is kept and nothing is charged for it until the mailbox can be read; it is tried again every hour.';
  return {
    title: `The mailbox of ${member.fullName} cannot be read`,
    tone: 'bad',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'E-mail', value: [member.address] },
          { label: 'Cause', value: [what, fault === 'alias' ? ` The primary address is ${detail}.` : ''] },
          { label: 'Who can mend it', value: [who] },
          { label: 'Reference', value: [{ code: seat.id }] },
        ],
      },
      { kind: 'note', text: [next] },
    ],
    actions: seat.state === 'checking' ? [again(member, fault === 'alias' ? detail : member.address)] : [],
  };
}

function again(member: OpenSeat['member'], address: string): Action {
  return {
    kind: 'run',
    label: member.standing === 'deactivated' ? `Reactivate ${member.fullName}` : `Invite ${address}`,
    weight: 'primary',
    does: askAgain(member, address),
  };
}
