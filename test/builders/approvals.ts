import type { ApprovalPolicy, ApprovalStep, FrozenPolicy } from '../../core/approvals/approval-policy.ts';
import type { Delegation } from '../../core/approvals/delegation.ts';
import type { RequestComment } from '../../core/approvals/request-comment.ts';
import type { ApprovalRequest, NewRequest } from '../../core/approvals/approval-request.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aStep(step: Partial<ApprovalStep> = {}): ApprovalStep {
  return {
    needed: 1,
    approvers: [ids.next('member')],
    standIns: [],
    because: 'you are an approver of this account',
    ...step,
  };
}

export function aFrozenPolicy(policy: Partial<FrozenPolicy> = {}): FrozenPolicy {
  return {
    applied: [{ seatType: 'sync-only', mode: 'manual', version: 0 }],
    steps: [aStep()],
    hours: 72,
    escalates: false,
    because: 'Every purchase needs one approver.',
    ...policy,
  };
}

/** Before a store has given it its number. */
export function aNewRequest(request: Partial<NewRequest> = {}): NewRequest {
  return {
    id: ids.next('request'),
    accountId: ACME,
    requestedBy: ids.next('member'),
    requestedAt: NOW,
    subject: { kind: 'buy', seatType: 'sync-only', quantity: 3 },
    quoteId: ids.next('quote'),
    policy: aFrozenPolicy(),
    approvals: [],
    version: 1,
    state: 'pending',
    deadline: NOW.add({ hours: 72 }),
    ...request,
  };
}

export function aPendingRequest(
  request: Partial<NewRequest> & { readonly number?: number } = {},
): Extract<ApprovalRequest, { state: 'pending' }> {
  const { number = 1, ...rest } = request;
  return { ...aNewRequest(rest), number };
}

export function aPolicy(policy: Partial<ApprovalPolicy> = {}): ApprovalPolicy {
  return {
    accountId: ACME,
    seatType: 'sync-only',
    version: 1,
    mode: { kind: 'manual-unless-free' },
    rules: [],
    hours: 72,
    escalates: true,
    setBy: undefined,
    modeSetBy: undefined,
    setAt: NOW,
    ...policy,
  };
}

export function aDelegation(delegation: Partial<Delegation> = {}): Delegation {
  return {
    accountId: ACME,
    from: ids.next('member'),
    to: ids.next('member'),
    setBy: undefined,
    since: NOW,
    until: NOW.add({ hours: 72 }),
    version: 1,
    ...delegation,
  };
}

export function aComment(comment: Partial<RequestComment> = {}): RequestComment {
  return {
    id: ids.next('comment'),
    accountId: ACME,
    requestId: ids.next('request'),
    kind: 'comment',
    by: ids.next('member'),
    at: NOW,
    text: 'Is this for the new team?',
    ...comment,
  };
}
