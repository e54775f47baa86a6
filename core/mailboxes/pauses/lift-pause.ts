import { tell } from '../../outbox/tell.ts';
import type { Member } from '../../people/member.ts';
import { isReadable } from '../../seats/seat-moves.ts';
import type { Stores } from '../../transaction.ts';
import type { Mailbox } from '../mailbox.ts';
import { sideOf } from './pause-moves.ts';
import type { PauseDeps } from './pause-reading.ts';
import { resumedForOwnerView } from './pause-views.ts';
import { resumeReading } from './resume-reading.ts';

/** What was disabled an Admin enables; a pause is lifted by the side it is of. */
export function mayLift(mailbox: Mailbox, by: Member): boolean {
  const side = sideOf(mailbox, by.id);
  if (mailbox.desired === 'disabled') return side === 'admin';
  return (
    mailbox.desired === 'paused' && (mailbox.pauses.length === 0 || mailbox.pauses.some((each) => each.side === side))
  );
}

/** Lifts the pause of this side. Whose mailbox is read again by somebody else is told. */
export async function liftPause(deps: PauseDeps, stores: Stores, mailbox: Mailbox, by: Member): Promise<Mailbox> {
  const side = sideOf(mailbox, by.id);
  // What was disabled is looked at as paused: only what its owner paused keeps it from being read.
  const wanted: Mailbox = mailbox.desired === 'disabled' ? { ...mailbox, desired: 'paused' } : mailbox;
  const resumed = await resumeReading(deps, stores, wanted, {
    actor: { kind: 'member', memberId: by.id },
    isLifted: (each) => each.side === side,
    kind: 'mailbox.resumed',
  });
  if (resumed.desired !== 'enabled' || resumed.memberId === by.id) return resumed;
  const subject = `mailbox-wish:${resumed.id}:${resumed.version}`;
  const recipient = { kind: 'member', memberId: resumed.memberId } as const;
  const view = resumedForOwnerView(resumed, by);
  await tell(deps, stores, resumed.accountId, { key: subject, subject, recipient, view });
  return resumed;
}

/** Somebody without a seat is not read, and somebody who is taken out is not read again on the way. */
export async function whyNotResumed(
  stores: Pick<Stores, 'seats' | 'decommissions'>,
  { id, fullName }: Member,
  mailboxes: readonly Mailbox[],
): Promise<string | undefined> {
  if (mailboxes.every(({ desired }) => desired === 'enabled')) return 'Nothing of theirs is paused.';
  const seat = await stores.seats.ofMember(id);
  if (seat === undefined || !isReadable(seat)) return `${fullName} has no active seat.`;
  return (await stores.decommissions.open(id)) === undefined
    ? undefined
    : `${fullName} is being decommissioned. Abandon that first.`;
}
