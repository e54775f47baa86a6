import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { canBeFinished } from './approval-places.ts';
import type { ApprovalStep } from './approval-policy.ts';
import { peopleOf, type ApprovalRequest, type ApprovalRequestBase, type Approved } from './approval-request.ts';

export type Decider = {
  readonly memberId: Id<'member'>;
  /** Whose decisions they take too, because those are away and named them. */
  readonly absent: readonly Id<'member'>[];
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
  /** Nobody else could give an approval of a later step. */
  | { readonly kind: 'needed-later' }
  | { readonly kind: 'requester-first' };

/** `granted` is true when this approval was the last one needed: then the state is `approved`. */
export type Approval = { readonly request: ApprovalRequest; readonly granted: boolean };

export function approve(request: ApprovalRequest, decider: Decider): Result<Approval, DecisionRefused> {
  const refused = mayDecide(request, decider);
  if (refused !== undefined) return err(refused);
  if (request.state !== 'pending') return err({ kind: 'requester-first' });
  const { step, index } = currentStep(request);
  if (step === undefined) throw new Error(`Request ${request.id} is pending with no step left`);
  const voice = voiceIn(request, step, decider);
  if (!voice.ok) return voice;

  const approvals = [...request.approvals, { ...voice.value, step: index, at: decider.at }];
  const next = { ...baseOf(request), approvals, version: request.version + 1 };
  if (canBeFinished(request) && !canBeFinished(next)) return err({ kind: 'needed-later' });
  const after = currentStep(next);
  if (after.step === undefined) return ok({ granted: true, request: { ...next, state: 'approved', at: decider.at } });
  // Each step has the whole time, so that whoever decides last is not left with what the others used up.
  const deadline = after.index === index ? request.deadline : decider.at.add({ hours: request.policy.hours });
  return ok({ granted: false, request: { ...next, state: 'pending', deadline } });
}

type Voice = Pick<Approved, 'by' | 'onBehalfOf'>;

/** One's own voice comes before that of somebody absent; one person counts once, and so does whoever they stand for. */
function voiceIn(
  { approvals }: ApprovalRequest,
  step: ApprovalStep,
  { memberId: by, absent }: Decider,
): Result<Voice, DecisionRefused> {
  const hasSpoken = (id: Id<'member'>): boolean =>
    approvals.some((approved) => approved.by === id || approved.onBehalfOf === id);
  if (hasSpoken(by)) return err({ kind: 'approved-already' });
  const people = peopleOfStep(step);
  if (people.includes(by)) return ok({ by, onBehalfOf: undefined });
  const theirs = absent.filter((id) => people.includes(id));
  const onBehalfOf = theirs.find((id) => !hasSpoken(id));
  if (onBehalfOf !== undefined) return ok({ by, onBehalfOf });
  return err({ kind: theirs.length > 0 ? 'approved-already' : 'not-your-turn' });
}

/** Whose voice a decision is when it needs no step, such as a rejection. */
function voiceOf(request: ApprovalRequest, { memberId: by, absent }: Decider): Voice {
  return { by, onBehalfOf: isApprover(request, by) ? undefined : absent.find((id) => isApprover(request, id)) };
}

/** Where no person needs to be asked, and only there. */
export function approveByPolicy(
  request: ApprovalRequest,
  at: Temporal.Instant,
): Result<Extract<ApprovalRequest, { state: 'approved' }>, { readonly kind: 'closed' | 'needs-people' }> {
  if (request.state !== 'pending') return err({ kind: 'closed' });
  if (request.policy.steps.length > 0) return err({ kind: 'needs-people' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'approved', at });
}

export function reject(
  request: ApprovalRequest,
  decider: Decider,
  reason: string,
): Result<Extract<ApprovalRequest, { state: 'rejected' }>, DecisionRefused> {
  const refused = mayDecide(request, decider);
  if (refused !== undefined) return err(refused);
  return ok({
    ...baseOf(request),
    version: request.version + 1,
    state: 'rejected',
    ...voiceOf(request, decider),
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

/** The same before its time: what was asked for is not there any more. */
export function endBefore(
  request: ApprovalRequest,
  at: Temporal.Instant,
): Result<ApprovalRequest, { readonly kind: 'closed' }> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return err({ kind: 'closed' });
  return ok({ ...baseOf(request), version: request.version + 1, state: 'expired', at });
}

/** `subject` is asked for anew too: a minimum that was met meanwhile needs fewer seats. */
export type AskedAgain = Pick<ApprovalRequestBase, 'quoteId' | 'subject' | 'policy'> & {
  readonly because: string;
  readonly at: Temporal.Instant;
};

/** The price rose or changed: every agreement so far is void, and the requester is asked first, with the whole time. */
export function askAgain(
  request: ApprovalRequest,
  { quoteId, subject, policy, because, at }: AskedAgain,
): Result<Extract<ApprovalRequest, { state: 'awaiting-requester' }>, { readonly kind: 'closed' }> {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return err({ kind: 'closed' });
  return ok({
    ...baseOf(request),
    approvals: [],
    quoteId,
    subject,
    policy,
    version: request.version + 1,
    state: 'awaiting-requester',
    deadline: at.add({ hours: policy.hours }),
    because,
  });
}

/** An approver whose decision it is asks for something else instead: nobody has agreed to that yet. */
export function edit(
  request: ApprovalRequest,
  decider: Decider,
  asked: AskedAgain,
): Result<Extract<ApprovalRequest, { state: 'awaiting-requester' }>, DecisionRefused> {
  const refused = approve(request, decider);
  if (!refused.ok && refused.error.kind !== 'needed-later') return refused;
  const again = askAgain(request, asked);
  return again.ok ? again : err({ kind: 'closed', request });
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
  return request.policy.steps.some((step) => peopleOfStep(step).includes(memberId));
}

/** Who was asked, and who joined them when the time ran out. */
export function peopleOfStep({ approvers, standIns }: ApprovalStep): readonly Id<'member'>[] {
  return [...approvers, ...standIns];
}

export type EscalationRefused = { readonly kind: 'closed' | 'not-due' | 'escalated-already' | 'nobody-to-ask' };

/** The time of the step is over: the administrators are asked too, once, and it needs as many approvals as before. */
export function escalate(
  request: ApprovalRequest,
  { standIns, at }: { readonly standIns: readonly Id<'member'>[]; readonly at: Temporal.Instant },
): Result<Extract<ApprovalRequest, { state: 'pending' }>, EscalationRefused> {
  if (request.state !== 'pending') return err({ kind: 'closed' });
  if (Temporal.Instant.compare(at, request.deadline) < 0) return err({ kind: 'not-due' });
  const { step, index } = currentStep(request);
  if (step === undefined || !request.policy.escalates || standIns.length === 0) return err({ kind: 'nobody-to-ask' });
  if (step.standIns.length > 0) return err({ kind: 'escalated-already' });
  const policy = { ...request.policy, steps: request.policy.steps.with(index, { ...step, standIns }) };
  const deadline = at.add({ hours: policy.hours });
  return ok({ ...baseOf(request), policy, version: request.version + 1, state: 'pending', deadline });
}

function mayDecide(request: ApprovalRequest, { memberId, absent, at, version }: Decider): DecisionRefused | undefined {
  if (request.state !== 'pending' && request.state !== 'awaiting-requester') return { kind: 'closed', request };
  if (request.requestedBy === memberId) return { kind: 'own-request' };
  if (peopleOf(request.subject).some((person) => person.memberId === memberId)) return { kind: 'own-seat' };
  if (![memberId, ...absent].some((id) => isApprover(request, id))) return { kind: 'not-an-approver' };
  if (Temporal.Instant.compare(at, request.deadline) >= 0) return { kind: 'too-late', deadline: request.deadline };
  if (version !== request.version) return { kind: 'old-card' };
  return undefined;
}

function baseOf(request: ApprovalRequest): ApprovalRequestBase {
  const { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy, approvals, version } = request;
  return { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy, approvals, version };
}
