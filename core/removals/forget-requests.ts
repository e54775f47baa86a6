import { peopleOf, type ApprovalRequest, type ApprovalSubject, type SeatFor } from '../approvals/approval-request.ts';
import type { Id } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { TOMBSTONE_NAME, tombstoneAddress } from './tombstone.ts';

/** Whoever a seat was once asked for is named in that request; who asked, who decided and what it cost stay. */
export async function forgetInRequests(
  { requests }: Pick<Stores, 'requests'>,
  memberId: Id<'member'>,
): Promise<number> {
  const about = (await requests.list()).filter(({ subject }) =>
    peopleOf(subject).some((one) => one.memberId === memberId),
  );
  for (const request of about) await requests.replace(request, forgotten(request, memberId));
  return about.length;
}

function forgotten(request: ApprovalRequest, memberId: Id<'member'>): ApprovalRequest {
  return { ...request, subject: without(request.subject, memberId), version: request.version + 1 };
}

function without(subject: ApprovalSubject, memberId: Id<'member'>): ApprovalSubject {
  switch (subject.kind) {
    case 'invite':
    case 'conversion':
    case 'keep':
      return { ...subject, ...nameless(subject, memberId) };
    case 'bulk':
      return { ...subject, people: subject.people.map((one) => nameless(one, memberId)) };
    case 'buy':
      return subject;
    default:
      return unreachable(subject);
  }
}

function nameless(one: SeatFor, memberId: Id<'member'>): SeatFor {
  const { seatId, memberId: of, seatType } = one;
  return of === memberId
    ? { seatId, memberId, seatType, fullName: TOMBSTONE_NAME, address: tombstoneAddress(memberId) }
    : { seatId, memberId: of, seatType, fullName: one.fullName, address: one.address };
}
