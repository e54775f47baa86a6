import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { peopleOf, type ApprovalRequest } from './approval-request.ts';
import { auditRequest } from './audit-request.ts';
import { close } from './decide-request.ts';
import { endBefore } from './decide.ts';
import { leaveOut, openListRequestOf, whoIsOver } from './leave-out.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';

/** The request for one person’s seat that is still open; people who were invited together are decided on together. */
export async function openRequestOf(
  { requests }: Pick<Stores, 'requests'>,
  seatId: Id<'seat'>,
): Promise<ApprovalRequest | undefined> {
  return (await requests.open()).find(
    ({ subject }) => subject.kind !== 'bulk' && peopleOf(subject).some((one) => one.seatId === seatId),
  );
}

/**
 * What was asked for is over, so nobody is to decide on it any more: cards and requester are told, nothing is charged. Of a
 * list the others go on. False where that is not possible yet.
 */
export async function endRequestsOf(deps: OpenRequestDeps, stores: Stores, seatId: Id<'seat'>): Promise<boolean> {
  const list = await openListRequestOf(stores, seatId);
  if (list !== undefined) {
    const over = await whoIsOver(deps, stores, list, seatId);
    if (over.length < list.subject.people.length) return await leaveOut(deps, stores, list, over);
  }
  const request = list ?? (await openRequestOf(stores, seatId));
  if (request !== undefined) await end(deps, stores, request);
  return true;
}

async function end(deps: OpenRequestDeps, stores: Stores, request: ApprovalRequest): Promise<void> {
  const at = deps.clock.now();
  const ended = endBefore(request, at);
  if (!ended.ok) throw new Error(`Request ${request.id} is ${request.state} and cannot end`);
  await close(deps, stores, request, { after: ended.value, seat: 'expired' });
  await auditRequest(deps, stores, ended.value, {
    kind: 'request.expired',
    at,
    actor: { kind: 'job', job: 'seat.term' },
    facts: { because: 'its seat ended' },
  });
}
