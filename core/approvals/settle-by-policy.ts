import type { Quote } from '../billing/quote.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { carryOut } from './carry-out.ts';
import { auditRequest, POLICY_ACTOR } from './audit-request.ts';
import { approveByPolicy } from './decide.ts';
import type { Opened } from './opened.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { postRequestCards } from './request-cards.ts';
import { policyFacts } from './policy-facts.ts';
import { tellOutcome } from './request-notices.ts';

/** Nobody needs to be asked: the policy approves what the requester has just agreed to, and the channels see it. */
export async function settleByPolicy(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  quote: Quote,
): Promise<Opened> {
  const approved = approveByPolicy(request, deps.clock.now());
  if (!approved.ok) throw new Error(`Request ${request.id} needs people and cannot be approved by its policy`);
  await stores.requests.replace(request, approved.value);
  await auditPolicy(deps, stores, approved.value);
  const lines = await carryOut(deps, stores, approved.value, quote);
  await postRequestCards(deps, stores, approved.value);
  await tellOutcome(deps, stores, approved.value, lines);
  return { request: approved.value, lines };
}

type ApprovedRequest = Extract<ApprovalRequest, { state: 'approved' }>;

async function auditPolicy(deps: OpenRequestDeps, stores: Stores, request: ApprovedRequest): Promise<void> {
  const { policy, at } = request;
  await auditRequest(deps, stores, request, {
    kind: 'request.approved',
    at,
    actor: POLICY_ACTOR,
    facts: policyFacts(policy),
  });
}
