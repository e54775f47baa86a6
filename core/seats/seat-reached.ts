import { advanceBatchSoon, togetherWithOthers } from '../bulk/batch-goes-on.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { beginReading } from '../mailboxes/begin-reading.ts';
import { ownersNoticeSubject } from '../mailboxes/owners-notice.ts';
import { comeBack } from '../departures/come-back.ts';
import { tellBack } from '../departures/tell-back.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { SeatCheckedDeps } from './open-seat.ts';
import { seatChargedView } from './seat-charged-view.ts';
import { readingBeginsView } from './reading-begins-view.ts';
import { movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';
import { startCharge } from './start-charge.ts';
import { closeTerm } from './terms/begin-term.ts';

type Reached = { readonly seat: Seat; readonly member: Member };

/** The first access has succeeded: the charge starts, the owner is told before the first read, the reading is queued. */
export async function seatReached(
  deps: SeatCheckedDeps,
  stores: Stores,
  { seat, member }: Reached,
): Promise<WorkOutcome> {
  const at = deps.clock.now();
  await stores.seats.replace(seat, movedSeat(seat, { kind: 'reached', at }));
  await stores.members.replace(member, { ...member, standing: 'active', version: member.version + 1 });
  await stores.work.cancel(`seat.void:${seat.id}`);
  const charged = await startCharge(deps, stores, seat);
  const isKept = await keepsTrial(deps, stores, { seat, member });
  if (!isKept && !(await isBack(deps, stores, { seat, member }))) await readFirst(deps, stores, { seat, member });
  const row = await togetherWithOthers(stores, seat.id);
  if (row !== undefined) await advanceBatchSoon(deps, stores, row);
  else if (charged !== undefined) await tellCharged(deps, stores, { seat, member }, charged);
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.reached',
    at,
    actor: { kind: 'job', job: 'seat.check' },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, privacy: seat.privacy },
    personal: [],
  });
  return { kind: 'done' };
}

/** Somebody new: the owner is told before their mailbox is read for the first time. */
async function readFirst(deps: SeatCheckedDeps, stores: Stores, { seat, member }: Reached): Promise<void> {
  const mailbox = await beginReading(deps, stores, {
    accountId: seat.accountId,
    memberId: member.id,
    provider: seat.provider,
    address: member.address,
    class: 'work',
  });
  const inviter = await stores.members.get(seat.invitedBy);
  await tell(deps, stores, seat.accountId, {
    key: `reading-begins:${seat.id}`,
    subject: ownersNoticeSubject(mailbox),
    recipient: { kind: 'member', memberId: member.id },
    view: readingBeginsView(seat, inviter?.fullName ?? 'an administrator'),
  });
}

/** Somebody who had a trial until now: their mailbox is being read already, and nothing ends any more. */
async function keepsTrial(deps: SeatCheckedDeps, stores: Stores, { seat, member }: Reached): Promise<boolean> {
  if (member.standing !== 'active') return false;
  const term = await stores.seatTerms.running(seat.id);
  if (term?.kind === 'trial') await closeTerm(stores, term, { kind: 'lifted', at: deps.clock.now() });
  const mailboxes = await stores.mailboxes.ofMember(member.id);
  return mailboxes.some(({ address }) => address === member.address);
}

/** Somebody who was here before: their mailbox is there and is read on, and they are told that they are back. */
async function isBack(deps: SeatCheckedDeps, stores: Stores, { seat, member }: Reached): Promise<boolean> {
  if (member.standing !== 'deactivated') return false;
  const back = await comeBack(deps, stores, member);
  await tellBack(deps, stores, { seat, member, back });
  const mailboxes = await stores.mailboxes.ofMember(member.id);
  return mailboxes.some(({ address }) => address === member.address);
}

/** Whoever asked for the seat was promised to be told when it is read; this is the receipt as well. */
async function tellCharged(
  deps: SeatCheckedDeps,
  stores: Stores,
  { seat, member }: Reached,
  charge: ChargeLine,
): Promise<void> {
  const request = await stores.requests.get(charge.requestId);
  await tell(deps, stores, seat.accountId, {
    key: `seat-charged:${seat.id}`,
    subject: `seat-charged:${seat.id}`,
    recipient: { kind: 'member', memberId: request?.requestedBy ?? seat.invitedBy },
    view: seatChargedView(member, charge),
  });
}
