import type { Quote } from '../billing/quote.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { carryOut } from './carry-out.ts';
import { approveByPolicy } from './decide.ts';
import type { Opened, OpenRequestDeps } from './open-request.ts';
import { postRequestCards } from './request-cards.ts';
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

async function auditPolicy(
  { audit, clock }: OpenRequestDeps,
  stores: Stores,
  { id, accountId, number, version, state, policy, quoteId }: ApprovalRequest,
): Promise<void> {
  await audit(stores, accountId, {
    kind: 'request.approved',
    at: clock.now(),
    actor: { kind: 'job', job: 'approval-policy' },
    subject: { kind: 'request', id },
    facts: { number, version, state, mode: policy.mode, policyVersion: policy.version, quote: quoteId },
    personal: [],
  });
}
