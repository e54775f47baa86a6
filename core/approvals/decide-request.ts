import { lockOwned, quoteAgain } from '../billing/stored-quote.ts';
import { reprice, type AskAgainBecause } from '../billing/bill.ts';
import { advanceBatchSoon, togetherWithOthers } from '../bulk/batch-goes-on.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { coveredByFree, type Quote } from '../billing/quote.ts';
import { asPriced } from './as-priced.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import { peopleOf, type ApprovalRequest } from './approval-request.ts';
import { auditRequest } from './audit-request.ts';
import { asDecider } from './as-decider.ts';
import type { FrozenPolicy } from './approval-policy.ts';
import { amountThatCounts, type FreezeRefused } from './freeze-policy.ts';
import { refreeze } from './refreeze.ts';
import { compare } from '../billing/money.ts';
import { BECAUSE } from './because.ts';
import { carryOut } from './carry-out.ts';
import { approve, askAgain, currentStep, reject, type DecisionRefused } from './decide.ts';
import { acknowledge } from '../billing/acknowledge.ts';
import { teamsOf } from './open-request.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { stillDecides } from './still-decides.ts';
import { scheduleDeadline } from './schedule-deadline.ts';
import { postRequestCards, repaintRequestCards } from './request-cards.ts';
import { tellOutcome, tellAskedAgain } from './request-notices.ts';

export type Decision = {
  readonly request: ApprovalRequest;
  readonly member: Member;
  /** The version and the quote that stood on the card that was acted on. */
  readonly version: number;
  readonly quoteId: Id<'quote'>;
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
};

export type Decided =
  | { readonly kind: 'granted'; readonly request: ApprovalRequest; readonly lines: readonly ChargeLine[] }
  | { readonly kind: 'more-needed'; readonly request: ApprovalRequest }
  | { readonly kind: 'asked-again'; readonly request: ApprovalRequest; readonly quote: Quote };

export type DecideRefused =
  | DecisionRefused
  | { readonly kind: 'no-price' }
  /** It costs more now, and the policy asks for approvals that nobody can give. */
  | { readonly kind: 'policy'; readonly refused: FreezeRefused };

/**
 * Approving agrees to the quote on the card. It is priced again first: unchanged or lower goes on, anything else voids
 * every agreement and asks the requester before the approvers.
 */
export async function approveRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  decision: Decision,
): Promise<Result<Decided, DecideRefused>> {
  const { request, member } = decision;
  const decider = await asDecider(stores, { request, member }, { at: deps.clock.now(), version: decision.version });
  const approved = approve(request, decider);
  if (!approved.ok) return approved;
  const onBehalfOf = approved.value.request.approvals.at(-1)?.onBehalfOf;
  if (!mayStillSpeak(member, onBehalfOf)) return err({ kind: 'no-longer-approver' });
  if (decision.quoteId !== request.quoteId) return err({ kind: 'old-card' });

  const quote = await quoteOf(stores, request);
  const owned = await lockOwned(stores, quote.seats);
  const repriced = reprice(quote, deps.clock.now(), await stores.accounts.terms(), owned);
  if (repriced.kind === 'ask-again') return await again(deps, stores, request, repriced.because);
  const isTaken = quote.seats.some((seats) => (owned[seats.seatType]?.free ?? 0) < coveredByFree(quote, seats));
  if (isTaken) return await again(deps, stores, request, 'taken');

  await acknowledge(deps, stores, {
    quote,
    member,
    part: 'approver',
    sentence: decision.sentence,
    deliveryId: decision.deliveryId,
  });
  return ok(
    await store(deps, stores, {
      before: request,
      after: approved.value.request,
      granted: approved.value.granted,
      quote,
      member,
    }),
  );
}

type Stored = {
  readonly before: ApprovalRequest;
  readonly after: ApprovalRequest;
  readonly granted: boolean;
  readonly quote: Quote;
  readonly member: Member;
};

async function store(
  deps: OpenRequestDeps,
  stores: Stores,
  { before, after, granted, quote, member }: Stored,
): Promise<Decided> {
  await stores.requests.replace(before, after);
  await auditDecision(deps, stores, after, member);
  const lines = granted ? await carryOut(deps, stores, after, quote) : [];
  if (granted) await goOnTogether(deps, stores, after);
  await repaintRequestCards(deps, stores, after);
  if (!granted) {
    await putToNextStep(deps, stores, before, after);
    return { kind: 'more-needed', request: after };
  }
  await tellOutcome(deps, stores, after, lines);
  return { kind: 'granted', request: after, lines };
}

/** Those whose turn it is now get the card, and the whole time. */
async function putToNextStep(
  deps: OpenRequestDeps,
  stores: Stores,
  before: ApprovalRequest,
  after: ApprovalRequest,
): Promise<void> {
  if (currentStep(before).index === currentStep(after).index) return;
  await postRequestCards(deps, stores, after);
  await scheduleDeadline(deps, stores, after);
}

async function again(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  because: AskAgainBecause,
): Promise<Result<Decided, DecideRefused>> {
  const quote = await quoteAgain(deps, stores, await quoteOf(stores, request));
  if (!quote.ok) return err({ kind: 'no-price' });
  const asked = await putAgain(deps, stores, request, { quote: quote.value, because: BECAUSE[because] });
  if (!asked.ok) return err({ kind: 'policy', refused: asked.error });
  await tellAskedAgain(deps, stores, asked.value, { quote: quote.value, because: BECAUSE[because] });
  return ok({ kind: 'asked-again', request: asked.value, quote: quote.value });
}

/**
 * Puts an open request on another quote: every agreement is void, and every card says so. Refused, and nothing changed,
 * where the policy asks for more approvals at this amount than there are people to give them.
 */
export async function putAgain(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  { quote, because }: { readonly quote: Quote; readonly because: string },
): Promise<Result<ApprovalRequest, FreezeRefused>> {
  const subject = asPriced(request.subject, quote);
  const policy = await policyForMore(stores, request, quote);
  if (!policy.ok) return policy;
  const at = deps.clock.now();
  const asked = askAgain(request, { quoteId: quote.id, subject, policy: policy.value, because, at });
  if (!asked.ok) throw new Error(`Request ${request.id} is ${request.state} and cannot be asked again`);
  await stores.requests.replace(request, asked.value);
  await auditRequest(deps, stores, asked.value, {
    kind: 'request.asked-again',
    at,
    actor: { kind: 'job', job: 'billing' },
  });
  await scheduleDeadline(deps, stores, asked.value);
  await repaintRequestCards(deps, stores, asked.value);
  return asked;
}

/** What costs more may be for others to approve; what costs less stays with those who were asked. */
async function policyForMore(
  stores: Stores,
  request: ApprovalRequest,
  quote: Quote,
): Promise<Result<FrozenPolicy, FreezeRefused>> {
  const before = amountThatCounts(await quoteOf(stores, request));
  const after = amountThatCounts(quote);
  if (before.currency === after.currency && compare(after, before) <= 0) return ok(request.policy);
  const { subject } = request;
  return await refreeze(stores, request, { subject, quote, teams: await teamsOf(stores, subject) });
}

/** A delegate needs no right of their own: that of whoever is away was read when they were found. */
export function mayStillSpeak(member: Member, onBehalfOf: Id<'member'> | undefined): boolean {
  return onBehalfOf === undefined ? stillDecides(member) : member.standing === 'active';
}

export async function rejectRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  decision: Omit<Decision, 'quoteId' | 'sentence'>,
  reason: string,
): Promise<Result<ApprovalRequest, DecideRefused>> {
  const { request, member, version } = decision;
  const rejected = reject(
    request,
    await asDecider(stores, { request, member }, { at: deps.clock.now(), version }),
    reason,
  );
  if (!rejected.ok) return rejected;
  if (!mayStillSpeak(member, rejected.value.onBehalfOf)) return err({ kind: 'no-longer-approver' });
  await close(deps, stores, request, { after: rejected.value, seat: 'declined' });
  await auditDecision(deps, stores, rejected.value, member);
  return rejected;
}

/** Ends a request without a purchase: the seats that waited for it are let go, cards and requester are told. */
export async function close(
  deps: OpenRequestDeps,
  stores: Stores,
  before: ApprovalRequest,
  { after, seat }: { readonly after: ApprovalRequest; readonly seat: 'declined' | 'cancelled' | 'expired' },
): Promise<void> {
  await stores.requests.replace(before, after);
  for (const { seatId } of peopleOf(after.subject)) {
    const waiting = await stores.seats.get(seatId);
    if (waiting?.state === 'awaiting-approval')
      await stores.seats.replace(waiting, movedSeat(waiting, { kind: seat, at: deps.clock.now() }));
    if (waiting?.state === 'conversion-requested')
      await stores.seats.replace(waiting, movedSeat(waiting, { kind: 'conversion-ended' }));
  }
  await goOnTogether(deps, stores, after);
  await repaintRequestCards(deps, stores, after);
  await tellOutcome(deps, stores, after, []);
}

/** What was decided for many people is taken up by their batch. */
async function goOnTogether(deps: OpenRequestDeps, stores: Stores, request: ApprovalRequest): Promise<void> {
  const { accountId, subject } = request;
  if (subject.kind === 'bulk') return await advanceBatchSoon(deps, stores, { accountId, batchId: subject.batchId });
  // One of a list who was then asked for alone too: the list waits to hear what became of them.
  for (const { seatId } of peopleOf(subject)) {
    const row = await togetherWithOthers(stores, seatId);
    if (row !== undefined) await advanceBatchSoon(deps, stores, row);
  }
}

export async function quoteOf({ quotes }: Pick<Stores, 'quotes'>, request: ApprovalRequest): Promise<Quote> {
  const quote = await quotes.get(request.quoteId);
  if (quote === undefined) throw new Error(`Request ${request.id} lacks quote ${request.quoteId}`);
  return quote;
}

/** At the very moment of the decision, and in the words of whoever it was for. */
async function auditDecision(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  member: Member,
): Promise<void> {
  const rejected = request.state === 'rejected' ? request : undefined;
  const decision = rejected ?? request.approvals.at(-1);
  if (decision === undefined) throw new Error(`Request ${request.id} was decided by nobody`);
  await auditRequest(deps, stores, request, {
    kind: rejected === undefined ? 'request.approved' : 'request.rejected',
    at: decision.at,
    actor: { kind: 'member', memberId: member.id },
    facts: { role: member.role, onBehalfOf: decision.onBehalfOf ?? null },
    personal: rejected === undefined ? [] : [{ memberId: member.id, values: { reason: rejected.reason } }],
  });
}
