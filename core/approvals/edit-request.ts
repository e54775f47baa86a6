import { keepQuote } from '../billing/stored-quote.ts';
import type { Quote, QuoteRefused } from '../billing/quote.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest, ApprovalSubject } from './approval-request.ts';
import { asDecider } from './as-decider.ts';
import { mayStillSpeak } from './decide-request.ts';
import { approve, edit, type DecisionRefused } from './decide.ts';
import type { FreezeRefused } from './freeze-policy.ts';
import type { OpenRequestDeps } from './open-request.ts';
import { refreeze } from './refreeze.ts';
import { repaintRequestCards } from './request-cards.ts';
import { tellAskedAgain } from './request-notices.ts';

export type Editing = {
  readonly request: ApprovalRequest;
  readonly member: Member;
  readonly version: number;
  readonly count: number;
  readonly seatType: SeatType;
};

export type EditRefused =
  | { readonly kind: 'decision'; readonly refused: DecisionRefused }
  /** Named people and their seats are as they were asked for. */
  | { readonly kind: 'named-people' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'quote'; readonly refused: QuoteRefused }
  | { readonly kind: 'policy'; readonly refused: FreezeRefused };

export type Edited = { readonly request: ApprovalRequest; readonly quote: Quote };

/** Whether somebody may change what is asked for, before they are shown the form for it. */
export async function mayEdit(
  stores: Stores,
  { request, member, version }: Pick<Editing, 'request' | 'member' | 'version'>,
  at: Temporal.Instant,
): Promise<EditRefused | undefined> {
  const decider = await asDecider(stores, member, { at, version });
  const possible = approve(request, decider);
  if (!possible.ok) return { kind: 'decision', refused: possible.error };
  if (!mayStillSpeak(member, possible.value.request.approvals.at(-1)?.onBehalfOf))
    return { kind: 'decision', refused: { kind: 'no-longer-approver' } };
  return request.subject.kind === 'buy' ? undefined : { kind: 'named-people' };
}

/** An approver asks for another number or type: a new quote, every agreement void, and the requester is asked first. */
export async function editRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  editing: Editing,
): Promise<Result<Edited, EditRefused>> {
  const { request, member, version, count, seatType } = editing;
  const at = deps.clock.now();
  const refused = await mayEdit(stores, editing, at);
  if (refused !== undefined) return err(refused);
  if (request.subject.kind !== 'buy') return err({ kind: 'named-people' });
  if (request.subject.quantity === count && request.subject.seatType === seatType) return err({ kind: 'unchanged' });

  const { accountId } = request;
  const asked = { accountId, seatType, requested: count, named: 0, belowMinimum: 'raise' } as const;
  const quote = await keepQuote(deps, stores, asked);
  if (!quote.ok) return err({ kind: 'quote', refused: quote.error });
  const subject = {
    kind: 'buy',
    seatType,
    quantity: quote.value.purchased.after - quote.value.purchased.before,
  } as const;
  const policy = await refreeze(stores, request, { subject, quote: quote.value });
  if (!policy.ok) return err({ kind: 'policy', refused: policy.error });

  const because = `${member.fullName} changed it from ${seatsText(request.subject)} to ${seatsText(subject)}.`;
  const decider = await asDecider(stores, member, { at, version });
  const edited = edit(request, decider, { quoteId: quote.value.id, subject, policy: policy.value, because });
  if (!edited.ok) return err({ kind: 'decision', refused: edited.error });
  await stores.requests.replace(request, edited.value);
  await auditEdit(deps, stores, edited.value, member);
  await repaintRequestCards(deps, stores, edited.value);
  await tellAskedAgain(deps, stores, edited.value, { quote: quote.value, because });
  return ok({ request: edited.value, quote: quote.value });
}

function seatsText({ seatType, quantity }: Extract<ApprovalSubject, { kind: 'buy' }>): string {
  return `${quantity} ${SEAT_TYPE_NAMES[seatType]} ${quantity === 1 ? 'seat' : 'seats'}`;
}

async function auditEdit(
  { audit, clock }: OpenRequestDeps,
  stores: Stores,
  { id, accountId, number, version, subject, quoteId }: ApprovalRequest,
  member: Member,
): Promise<void> {
  await audit(stores, accountId, {
    kind: 'request.edited',
    at: clock.now(),
    actor: { kind: 'member', memberId: member.id },
    subject: { kind: 'request', id },
    facts: {
      number,
      version,
      seatType: subject.seatType,
      quantity: subject.kind === 'buy' ? subject.quantity : null,
      quote: quoteId,
      role: member.role,
    },
    personal: [],
  });
}
