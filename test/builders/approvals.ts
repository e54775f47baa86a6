import type { FrozenPolicy } from '../../core/approvals/approval-policy.ts';
import type { ApprovalRequest, NewRequest } from '../../core/approvals/approval-request.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aFrozenPolicy(policy: Partial<FrozenPolicy> = {}): FrozenPolicy {
  return {
    mode: 'manual',
    steps: [{ needed: 1, approvers: [ids.next('member')] }],
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
