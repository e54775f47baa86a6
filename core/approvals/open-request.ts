import type { OpenRequestDeps } from './open-request-deps.ts';
import type { Opened } from './opened.ts';
import type { Quote } from '../billing/quote.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { ok, type Result } from '../result.ts';
import { isUnderway, movedSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import { acknowledge } from '../billing/acknowledge.ts';
import { auditRequest } from './audit-request.ts';
import type { FrozenPolicy } from './approval-policy.ts';
import { peopleOf, type ApprovalRequest, type ApprovalSubject, type NewRequest } from './approval-request.ts';
import { amountThatCounts, freezePolicy, type FreezeRefused } from './freeze-policy.ts';
import { policiesOf } from './policy-of.ts';
import { policyFacts } from './policy-facts.ts';
import { postRequestCards } from './request-cards.ts';
import { scheduleDeadline } from './schedule-deadline.ts';
import { canStillBeFinished } from './can-still-be-finished.ts';
import { settleByPolicy } from './settle-by-policy.ts';

export type Opening = {
  readonly requester: Member;
  readonly subject: ApprovalSubject;
  readonly quote: Quote;
  /** The sentence beside the ticked box, word for word. */
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
};

/** The requester has acknowledged the quote: from here on the approvers decide, or the policy does. */
export async function openRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  opening: Opening,
): Promise<Result<Opened, FreezeRefused>> {
  const { requester, subject, quote, sentence, deliveryId } = opening;
  const policy = freezePolicy({
    policies: await policiesOf(stores, requester.accountId, quote),
    members: await stores.members.list(),
    requester: requester.id,
    beneficiaries: peopleOf(subject).map(({ memberId }) => memberId),
    amount: amountThatCounts(quote),
    teams: await teamsOf(stores, subject),
    mayBeAutomatic: true,
  });
  if (!policy.ok) return policy;

  const request = await stores.requests.add(newRequest(deps, opening, policy.value));
  // Numbering it holds the account, and whoever leaves or loses a right holds it too: from here on nobody does unseen.
  if (!(await canStillBeFinished(stores, request))) throw staleRow('Approvers');
  await acknowledge(deps, stores, { quote, member: requester, part: 'requester', sentence, deliveryId });
  await putSeatsBehind(stores, request);
  await auditOpening(deps, stores, request, quote);
  if (policy.value.steps.length === 0) return ok(await settleByPolicy(deps, stores, request, quote));
  await postRequestCards(deps, stores, request);
  await scheduleDeadline(deps, stores, request);
  return ok({ request, lines: [] });
}

/** Every team that somebody of a request is to be in: one colleague of another team takes nobody out of a rule. */
export async function teamsOf({ seats }: Pick<Stores, 'seats'>, subject: ApprovalSubject): Promise<readonly string[]> {
  const all = await Promise.all(peopleOf(subject).map(async ({ seatId }) => (await seats.get(seatId))?.team));
  return [...new Set(all)].filter((team) => team !== undefined);
}

function newRequest(
  { ids, clock }: OpenRequestDeps,
  { requester, subject, quote }: Opening,
  policy: FrozenPolicy,
): NewRequest {
  const requestedAt = clock.now();
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
    deadline: requestedAt.add({ hours: policy.hours }),
  };
}

/** The seats whose price was agreed to wait for this request from now on. */
async function putSeatsBehind(
  { seats }: Stores,
  { id: requestId, requestedBy, subject }: ApprovalRequest,
): Promise<void> {
  for (const { seatId } of peopleOf(subject)) {
    const seat = await seats.get(seatId);
    // Ended, or asked for by somebody else, since it was looked at: whoever asks looks again.
    if (seat === undefined || !isUnderway(seat)) throw staleRow(`Seat ${seatId}`);
    if (subject.kind === 'conversion' && seat.state !== 'active') throw staleRow(`Seat ${seatId}`);
    // A trial that began meanwhile has the seat at work already: there is nothing left to ask for.
    const isNew = subject.kind === 'bulk' || subject.kind === 'invite';
    if (isNew && seat.state !== 'awaiting-acknowledgement') throw staleRow(`Seat ${seatId}`);
    if (seat.state === 'awaiting-acknowledgement')
      await seats.replace(seat, movedSeat(seat, { kind: 'asked', requestId }));
    if (subject.kind === 'keep') await touchTrial({ seats }, seat);
    if (subject.kind === 'conversion')
      await seats.replace(seat, movedSeat(seat, { kind: 'conversion-asked', askedBy: requestedBy, requestId }));
  }
}

/** A trial that ends at the same moment ends with this request, or before it: both change the seat, and one looks again. */
async function touchTrial({ seats }: Pick<Stores, 'seats'>, seat: Seat): Promise<void> {
  await seats.replace(seat, { ...seat, version: seat.version + 1 });
}

async function auditOpening(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  { total }: Quote,
): Promise<void> {
  await auditRequest(deps, stores, request, {
    kind: 'request.opened',
    at: request.requestedAt,
    actor: { kind: 'member', memberId: request.requestedBy },
    facts: {
      what: request.subject.kind,
      total: total.minor,
      currency: total.currency,
      ...policyFacts(request.policy),
    },
  });
}
