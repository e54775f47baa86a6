import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { ApprovalStep } from './approval-policy.ts';
import { peopleOf, type ApprovalRequest, type ApprovalRequestBase } from './approval-request.ts';

export type Decider = {
  readonly memberId: Id<'member'>;
  readonly at: Temporal.Instant;
  /** The version of the card that was acted on; a decision on an older one is refused. */
  readonly version: number;
};

export type DecisionRefused =
  | { readonly kind: 'closed'; readonly request: ApprovalRequest }
  | { readonly kind: 'own-request' }
  | { readonly kind: 'own-seat' }
  | { readonly kind: 'not-an-approver' }
  | { readonly kind: 'no-longer-approver' }
  | { readonly kind: 'old-card' }
  | { readonly kind: 'too-late'; readonly deadline: Temporal.Instant }
  | { readonly kind: 'not-your-turn' }
  | { readonly kind: 'approved-already' }
  | { readonly kind: 'requester-first' };

/** `granted` is true when this approval was the last one needed: then the state is `approved`. */
export type Approval = { readonly request: ApprovalRequest; readonly granted: boolean };

export function approve(request: ApprovalRequest, decider: Decider): Result<Approval, DecisionRefused> {
  const refused = mayDecide(request, decider);
  if (refused !== undefined) return err(refused);
  if (request.state !== 'pending') return err({ kind: 'requester-first' });
  const { step, index } = currentStep(request);
  if (step === undefined) throw new Error(`Request ${request.id} is pending with no step left`);
  if (request.approvals.some(({ by }) => by === decider.memberId)) return err({ kind: 'approved-already' });
  if (!step.approvers.includes(decider.memberId)) return err({ kind: 'not-your-turn' });

  const approvals = [
    ...request.approvals,
    { by: decider.memberId, onBehalfOf: undefined, step: index, at: decider.at },
  ];
  const next = { ...baseOf(request), approvals, version: request.version + 1 };
  const granted = currentStep(next).step === undefined;
  return ok({
    granted,
    request: granted
      ? { ...next, state: 'approved', at: decider.at }
      : { ...next, state: 'pending', deadline: request.deadline },
  });
}

/** Where no person needs to be asked, and only there. */
export function approveByPolicy(
  request: ApprovalRequest,
  at: Temporal.Instant,
): Result<ApprovalRequest, { readonly kind: 'closed' | 'needs-people' }> {
  if (request.state !== 'pending') return err({ kind: 'closed' });
  if (request.policy.steps.length > 0) return err({ kind: 'needs-people' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'approved', at });
}

export function reject(
  request: ApprovalRequest,
  decider: Decider,
  reason: string,
): Result<ApprovalRequest, DecisionRefused> {
  const refused = mayDecide(request, decider);
  if (refused !== undefined) return err(refused);
  return ok({
    ...baseOf(request),
    version: request.version + 1,
    state: 'rejected',
    by: decider.memberId,
    at: decider.at,
    reason,
  });
}

export function cancel(
  request: ApprovalRequest,
  { memberId, at }: Pick<Decider, 'memberId' | 'at'>,
): Result<ApprovalRequest, DecisionRefused | { readonly kind: 'not-yours' }> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return err({ kind: 'closed', request });
  if (request.requestedBy !== memberId) return err({ kind: 'not-yours' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'cancelled', by: memberId, at });
}

export function expire(
  request: ApprovalRequest,
  at: Temporal.Instant,
): Result<ApprovalRequest, { readonly kind: 'closed' | 'not-due' }> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return err({ kind: 'closed' });
  if (Temporal.Instant.compare(at, request.deadline) < 0) return err({ kind: 'not-due' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'expired', at });
}

/** `subject` is asked for anew too: a minimum that was met meanwhile needs fewer seats. */
export type AskedAgain = Pick<ApprovalRequestBase, 'quoteId' | 'subject'> & { readonly because: string };

/** The price rose or changed: every agreement so far is void, and the requester is asked first. */
export function askAgain(
  request: ApprovalRequest,
  { quoteId, subject, because }: AskedAgain,
): Result<ApprovalRequest, { readonly kind: 'closed' }> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return err({ kind: 'closed' });
  const { deadline } = request;
  return ok({
    ...baseOf(request),
    approvals: [],
    quoteId,
    subject,
    version: request.version + 1,
    state: 'awaiting-requester',
    deadline,
    because,
  });
}

export function requesterAgreed(
  request: ApprovalRequest,
  quoteId: Id<'quote'>,
): Result<ApprovalRequest, { readonly kind: 'not-waiting' | 'old-card' }> {
  if (request.state !== 'awaiting-requester') return err({ kind: 'not-waiting' });
  if (request.quoteId !== quoteId) return err({ kind: 'old-card' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'pending', deadline: request.deadline });
}

/** The first step that still needs somebody; undefined when all are done. */
export function currentStep(request: Pick<ApprovalRequestBase, 'policy' | 'approvals'>): {
  readonly step: ApprovalStep | undefined;
  readonly index: number;
} {
  const index = request.policy.steps.findIndex(
    (step, at) => request.approvals.filter((approved) => approved.step === at).length < step.needed,
  );
  return { step: request.policy.steps[index], index };
}

export function isApprover(request: Pick<ApprovalRequestBase, 'policy'>, memberId: Id<'member'>): boolean {
  return request.policy.steps.some((step) => step.approvers.includes(memberId));
}

function mayDecide(request: ApprovalRequest, { memberId, at, version }: Decider): DecisionRefused | undefined {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return { kind: 'closed', request };
  if (request.requestedBy === memberId) return { kind: 'own-request' };
  if (peopleOf(request.subject).some((person) => person.memberId === memberId)) return { kind: 'own-seat' };
  if (!isApprover(request, memberId)) return { kind: 'not-an-approver' };
  if (Temporal.Instant.compare(at, request.deadline) >= 0) return { kind: 'too-late', deadline: request.deadline };
  if (version !== request.version) return { kind: 'old-card' };
  return undefined;
}

function baseOf(request: ApprovalRequest): ApprovalRequestBase {
  const { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy, approvals, version } = request;
  return { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy, approvals, version };
}
