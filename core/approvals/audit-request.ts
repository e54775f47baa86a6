import type { AuditEntry, AuditKind } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { hashOf, quoteHash } from '../billing/quote-hash.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';

/** How a request stands, without naming what anybody may be forgotten by: what a receipt says about it. */
export type RequestStanding = Pick<
  ApprovalRequest,
  'id' | 'number' | 'requestedBy' | 'requestedAt' | 'approvals' | 'state'
> & {
  readonly what: ApprovalRequest['subject']['kind'];
};

export function standingOf(request: ApprovalRequest): RequestStanding {
  const { id, number, requestedBy, requestedAt, approvals, state, subject } = request;
  return { id, number, what: subject.kind, requestedBy, requestedAt, approvals, state };
}

/** Who approved what nobody needed to be asked about. */
export const POLICY_ACTOR = { kind: 'job', job: 'approval-policy' } as const;

export type RequestEntry = Pick<AuditEntry, 'at' | 'actor'> &
  Partial<Pick<AuditEntry, 'facts' | 'personal'>> & { readonly kind: AuditKind & `request.${string}` };

/**
 * One record for each move of a request, with the hashes of how it stands after it and of the quote that counts: so nobody
 * can tell it otherwise later.
 */
export async function auditRequest(
  { audit }: { readonly audit: AuditTrail },
  stores: Stores,
  request: ApprovalRequest,
  { kind, at, actor, facts = {}, personal = [] }: RequestEntry,
): Promise<void> {
  const { id, accountId, number, version, state, quoteId } = request;
  const quote = await stores.quotes.get(quoteId);
  if (quote === undefined) throw new Error(`Request ${id} lacks quote ${quoteId}`);
  await audit(stores, accountId, {
    kind,
    at,
    actor,
    subject: { kind: 'request', id },
    facts: {
      number,
      version,
      state,
      quote: quoteId,
      quoteHash: quoteHash(quote),
      requestHash: hashOf(standingOf(request)),
      ...facts,
    },
    personal,
  });
}
