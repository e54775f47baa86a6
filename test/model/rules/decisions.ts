import { interestedIn, type ApprovalRequest, type Approved } from '../../../core/approvals/approval-request.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Rule } from './rule.ts';

/** Nobody decides on what they ask for or get: not themselves, not by a delegate they chose, not by the policy they set. */
export const nobodyDecidesTheirOwn: Rule = async (stores) => {
  const requests = await stores.requests.list();
  const faults = await Promise.all(
    requests.map(async (request) => [
      ...(await Promise.all(decisionsOn(request).map((decision) => ownDecision(stores, request, decision)))),
      await ownPolicy(stores, request),
      tooFew(request),
    ]),
  );
  return faults.flat();
};

type Decision = Pick<Approved, 'by' | 'onBehalfOf' | 'at'>;

function decisionsOn(request: ApprovalRequest): readonly Decision[] {
  return request.state === 'rejected' ? [...request.approvals, request] : request.approvals;
}

async function ownDecision(
  { delegations }: Stores,
  request: ApprovalRequest,
  { by, onBehalfOf, at }: Decision,
): Promise<string> {
  const interested = interestedIn(request);
  if (interested.includes(by)) return `request ${request.number} was decided by somebody it is for`;
  if (onBehalfOf === undefined) return '';
  if (interested.includes(onBehalfOf)) return `request ${request.number} was decided for somebody it is for`;
  const absence = await delegations.of(onBehalfOf);
  // Another absence since takes the place of the one by which it was decided.
  if (absence === undefined || absence.to !== by || Temporal.Instant.compare(absence.since, at) > 0) return '';
  return absence.setBy !== undefined && absence.setBy !== onBehalfOf && interested.includes(absence.setBy)
    ? `request ${request.number} was decided by whom somebody it is for named`
    : '';
}

async function ownPolicy({ policies }: Stores, { number, policy, requestedBy }: ApprovalRequest): Promise<string> {
  if (policy.steps.length > 0) return '';
  const settings = await Promise.all(policy.applied.map(({ seatType, version }) => policies.at(seatType, version)));
  return settings.some((setting) => setting?.modeSetBy === requestedBy)
    ? `request ${number} was approved by the policy of who asked`
    : '';
}

/** One person counts once, and so does whoever they stand for. */
function tooFew({ state, policy, approvals, number }: ApprovalRequest): string {
  const voices = approvals.map(({ by, onBehalfOf }) => onBehalfOf ?? by);
  if (new Set(voices).size < voices.length) return `request ${number} counts somebody twice`;
  if (state !== 'approved') return '';
  const isGiven = policy.steps.every(({ needed }, at) => approvals.filter(({ step }) => step === at).length >= needed);
  return isGiven ? '' : `request ${number} lacks approvals that its policy asks for`;
}
