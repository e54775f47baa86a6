import { asDecider } from '../../../core/approvals/as-decider.ts';
import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import { mayStillSpeak } from '../../../core/approvals/decide-request.ts';
import { approve } from '../../../core/approvals/decide.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Rule } from './rule.ts';

/** A request that is open has somebody who can approve it now, or whoever asked was told that nobody can. */
export const somebodyDecides: Rule = async (stores, { now }) => {
  const members = await stores.members.list();
  const open = (await stores.requests.list()).filter(
    (request) => request.state === 'pending' && Temporal.Instant.compare(now, request.deadline) < 0,
  );
  const faults = await Promise.all(
    open.map(async (request) => {
      const can = await Promise.all(members.map((member) => mayApprove(stores, request, member, now)));
      if (can.includes(true) || (await wasSaid(stores, request))) return '';
      return `nobody can decide on request ${request.number}, and nobody says so`;
    }),
  );
  return faults;
};

async function mayApprove(
  stores: Stores,
  request: ApprovalRequest,
  member: Member,
  at: Temporal.Instant,
): Promise<boolean> {
  const approval = approve(request, await asDecider(stores, { request, member }, { at, version: request.version }));
  return approval.ok && mayStillSpeak(member, approval.value.request.approvals.at(-1)?.onBehalfOf);
}

async function wasSaid({ notices }: Stores, { id }: ApprovalRequest): Promise<boolean> {
  return (await notices.ofSubject(`request-stuck:${id}`)).length > 0;
}
