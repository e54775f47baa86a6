import { keepQuote } from '../billing/stored-quote.ts';
import type { Quote, QuoteRefused } from '../billing/quote.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import { peopleOf, seatsWanted, type ApprovalRequest, type ApprovalSubject, type SeatFor } from './approval-request.ts';
import { auditRequest } from './audit-request.ts';
import { asDecider } from './as-decider.ts';
import { changeSeats } from './change-seats.ts';
import { changedSubject, type Changed, type ChangeRefused, type Changes } from './changed-subject.ts';
import { asPriced } from './as-priced.ts';
import { mayStillSpeak } from './decide-request.ts';
import { approve, edit, type DecisionRefused } from './decide.ts';
import type { FreezeRefused } from './freeze-policy.ts';
import { teamsOf } from './open-request.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { refreeze } from './refreeze.ts';
import { repaintRequestCards } from './request-cards.ts';
import { scheduleDeadline } from './schedule-deadline.ts';
import { tellAskedAgain } from './request-notices.ts';

export type Editing = {
  readonly request: ApprovalRequest;
  readonly member: Member;
  readonly version: number;
  readonly changes: Changes;
};

export type EditRefused =
  | { readonly kind: 'decision'; readonly refused: DecisionRefused }
  | { readonly kind: 'change'; readonly refused: ChangeRefused }
  | { readonly kind: 'quote'; readonly refused: QuoteRefused }
  | { readonly kind: 'policy'; readonly refused: FreezeRefused };

export type Edited = { readonly request: ApprovalRequest; readonly quote: Quote; readonly leftOut: readonly SeatFor[] };

/** Whether somebody may change what is asked for, before they are shown the form for it. */
export async function mayEdit(
  stores: Stores,
  { request, member, version }: Pick<Editing, 'request' | 'member' | 'version'>,
  at: Temporal.Instant,
): Promise<DecisionRefused | undefined> {
  const decider = await asDecider(stores, { request, member }, { at, version });
  const possible = approve(request, decider);
  if (!possible.ok) return possible.error;
  return mayStillSpeak(member, possible.value.request.approvals.at(-1)?.onBehalfOf)
    ? undefined
    : { kind: 'no-longer-approver' };
}

/** An approver asks for something else: a new quote, every agreement void, and the requester is asked first. */
export async function editRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  editing: Editing,
): Promise<Result<Edited, EditRefused>> {
  const { request, member, version, changes } = editing;
  const at = deps.clock.now();
  const refused = await mayEdit(stores, editing, at);
  if (refused !== undefined) return err({ kind: 'decision', refused });
  const [current] = await teamsOf(stores, request.subject);
  const changed = changedSubject(request.subject, changes, { current, all: await stores.teams.list() });
  if (!changed.ok) return err({ kind: 'change', refused: changed.error });

  const quote = await keepQuote(deps, stores, {
    accountId: request.accountId,
    seats: seatsWanted(changed.value.subject),
  });
  if (!quote.ok) return err({ kind: 'quote', refused: quote.error });
  const subject = asPriced(changed.value.subject, quote.value);
  const { team, leftOut } = changed.value;
  // A list keeps the teams of its people; somebody alone may be asked for in another one.
  const teams = subject.kind === 'invite' ? [team].filter((one) => one !== undefined) : await teamsOf(stores, subject);
  const policy = await refreeze(stores, request, { subject, quote: quote.value, teams });
  if (!policy.ok) return err({ kind: 'policy', refused: policy.error });

  const because = becauseText(editing, { ...changed.value, subject });
  const decider = await asDecider(stores, { request, member }, { at, version });
  const edited = edit(request, decider, { quoteId: quote.value.id, subject, policy: policy.value, because, at });
  if (!edited.ok) return err({ kind: 'decision', refused: edited.error });
  await stores.requests.replace(request, edited.value);
  await scheduleDeadline(deps, stores, edited.value);
  await changeSeats(deps, stores, edited.value, { team, leftOut });
  await auditEdit(deps, stores, edited.value, { member, leftOut });
  await repaintRequestCards(deps, stores, edited.value);
  await tellAskedAgain(deps, stores, edited.value, { quote: quote.value, because, leftOut });
  return ok({ request: edited.value, quote: quote.value, leftOut });
}

function becauseText({ request, member, changes }: Editing, { subject, text }: Changed): string {
  const what =
    request.subject.kind === 'buy' && subject.kind === 'buy'
      ? `changed it from ${seatsText(request.subject)} to ${seatsText(subject)}`
      : text;
  const reason = changes.reason === undefined ? '' : ` Reason: ${changes.reason}`;
  return `${member.fullName} ${what}.${reason}`;
}

function seatsText({ seatType, quantity }: Extract<ApprovalSubject, { kind: 'buy' }>): string {
  return `${quantity} ${SEAT_TYPE_NAMES[seatType]} ${quantity === 1 ? 'seat' : 'seats'}`;
}

async function auditEdit(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  { member, leftOut }: { readonly member: Member; readonly leftOut: readonly SeatFor[] },
): Promise<void> {
  const { subject } = request;
  await auditRequest(deps, stores, request, {
    kind: 'request.edited',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: member.id },
    facts: {
      seatType: seatsWanted(subject)
        .map(({ seatType }) => seatType)
        .join(', '),
      quantity: subject.kind === 'buy' ? subject.quantity : peopleOf(subject).length,
      leftOut: leftOut.length,
      role: member.role,
    },
    personal: leftOut.map(({ memberId, fullName, address }) => ({ memberId, values: { name: fullName, address } })),
  });
}
