import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Quote } from '../billing/quote.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { acknowledge } from '../billing/acknowledge.ts';
import type { FrozenPolicy } from './approval-policy.ts';
import { peopleOf, type ApprovalRequest, type ApprovalSubject, type NewRequest } from './approval-request.ts';
import { freezePolicy, type NobodyCanApprove } from './freeze-policy.ts';
import { postRequestCards } from './request-cards.ts';

export type OpenRequestDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type Opening = {
  readonly requester: Member;
  readonly subject: ApprovalSubject;
  readonly quote: Quote;
  /** The sentence beside the ticked box, word for word. */
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
};

/** A decision may take this long; the quote must outlive it, or it is asked again. */
export const DECISION_TIME = Temporal.Duration.from({ hours: 7 * 24 });

/** The requester has acknowledged the quote: from here on the approvers decide. */
export async function openRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  opening: Opening,
): Promise<Result<ApprovalRequest, NobodyCanApprove>> {
  const { requester, subject, quote, sentence, deliveryId } = opening;
  const beneficiaries = peopleOf(subject).map(({ memberId }) => memberId);
  const policy = freezePolicy(await stores.members.list(), { requester: requester.id, beneficiaries });
  if (!policy.ok) return policy;

  const request = await stores.requests.add(newRequest(deps, opening, policy.value));
  await acknowledge(deps, stores, { quote, member: requester, part: 'requester', sentence, deliveryId });
  await auditOpening(deps, stores, request, quote);
  await postRequestCards(deps, stores, request);
  await schedule(deps, stores, request);
  return ok(request);
}

function newRequest(
  { ids, clock }: OpenRequestDeps,
  { requester, subject, quote }: Opening,
  policy: FrozenPolicy,
): NewRequest {
  const requestedAt = clock.now();
  const deadline = requestedAt.add(DECISION_TIME);
  const { accountId, id: requestedBy } = requester;
  return {
    id: ids.next('request'),
    accountId,
    requestedBy,
    requestedAt,
    subject,
    quoteId: quote.id,
    policy,
    approvals: [],
    version: 1,
    state: 'pending',
    deadline,
  };
}

async function auditOpening(
  { audit }: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  { id, total }: Quote,
): Promise<void> {
  await audit(stores, request.accountId, {
    kind: 'request.opened',
    at: request.requestedAt,
    actor: { kind: 'member', memberId: request.requestedBy },
    subject: { kind: 'request', id: request.id },
    facts: {
      number: request.number,
      what: request.subject.kind,
      quote: id,
      total: total.minor,
      currency: total.currency,
    },
    personal: [],
  });
}

async function schedule(
  { ids }: OpenRequestDeps,
  { work }: Stores,
  { id, accountId, requestedAt }: ApprovalRequest,
): Promise<void> {
  const payload = { accountId, requestId: id };
  const minutes = DECISION_TIME.total('minutes');
  for (const share of REMINDERS) {
    const dueAt = requestedAt.add({ minutes: Math.round(minutes * share) });
    await work.add({
      id: ids.next('work'),
      kind: 'request.remind',
      key: `request.remind:${id}:${share}`,
      payload,
      dueAt,
    });
  }
  await work.add({
    id: ids.next('work'),
    kind: 'request.expire',
    key: `request.expire:${id}`,
    payload,
    dueAt: requestedAt.add(DECISION_TIME),
  });
}

/** Shares of the decision time after which those who have not decided are reminded. */
const REMINDERS = [0.5, 0.9] as const;
