import { z } from 'zod';
import { today } from '../clock.ts';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { openRequest } from '../approvals/open-request.ts';
import { approversOf } from '../approvals/request-cards.ts';
import type { Quote } from '../billing/quote.ts';
import { currentQuote, keepQuote } from '../billing/stored-quote.ts';
import { idSchema } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { giveFreeSeat } from '../seats/give-free-seat.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { invitationCancelledView, notWaitingView, requestSentView } from '../seats/invite-views.ts';
import { noPriceView } from '../seats/seat-checked-views.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { createInviteWithdraw } from './invite-withdraw.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;

const REVIEW = signature({
  ...STEP,
  name: 'invite review',
  summary: 'See the price of an invitation',
  args: z.object({ seat: idSchema('seat') }),
});

const CONFIRM = signature({
  ...STEP,
  name: 'invite confirm',
  summary: 'Agree to the price of an invitation',
  args: z.object({ seat: idSchema('seat'), quote: idSchema('quote'), agreed: agreedArgument }),
});

const CANCEL = signature({
  ...STEP,
  name: 'invite cancel',
  summary: 'Cancel an invitation whose price nobody has agreed to',
  args: z.object({ seat: idSchema('seat') }),
});

/** After the mailbox was found readable and no seat was free: look at the price, then agree to it. */
export function createInviteSteps(deps: InviteDeps): readonly Command[] {
  return [
    command({ signature: REVIEW, run: ({ seat }, context) => review(deps, context, seat) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
    createInviteWithdraw(deps),
    command({ signature: CANCEL, run: ({ seat }, context) => runCancel(deps, context, seat) }),
  ];
}

type AwaitedSeat = Extract<Seat, { state: 'awaiting-acknowledgement' }>;
type Waiting = { readonly seat: AwaitedSeat; readonly member: Member };
type Priced = Waiting & { readonly quote: Quote };

async function review(deps: InviteDeps, context: CommandContext, id: Seat['id']): Promise<Reply> {
  const priced = await pricedNow(deps, context, id);
  return 'kind' in priced ? priced : priceForm(deps, priced);
}

async function confirm(deps: InviteDeps, args: z.output<typeof CONFIRM.args>, context: CommandContext): Promise<Reply> {
  const priced = await pricedNow(deps, context, args.seat);
  if ('kind' in priced) return priced;
  const { seat, member, quote } = priced;
  if (quote.id !== args.quote) return priceForm(deps, priced);

  const { stores, deliveryId } = context;
  const { id: memberId, fullName, address } = member;
  const subject = { kind: 'invite', seatId: seat.id, memberId, seatType: seat.seatType, fullName, address } as const;
  const sentence = acknowledgementSentence(quote);
  const requester = actingMember(context);
  const opened = await openRequest(deps, stores, { requester, subject, quote, sentence, deliveryId });
  if (!opened.ok) return privately(openRefusedView(opened.error));
  return privately(requestSentView(opened.value.request, await approversOf(stores, opened.value.request)));
}

async function runCancel(deps: InviteDeps, context: CommandContext, id: Seat['id']): Promise<Reply> {
  const waiting = await waitingFor(context, id);
  if ('kind' in waiting) return waiting;
  const { seat, member } = waiting;
  const { stores, now } = context;
  await stores.seats.replace(seat, movedSeat(seat, { kind: 'cancelled', at: now }));
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.cancelled',
    at: now,
    actor: { kind: 'member', memberId: actingMember(context).id },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType },
    personal: [],
  });
  return privately(invitationCancelledView(member));
}

async function waitingFor({ stores }: CommandContext, id: Seat['id']): Promise<Waiting | Reply> {
  const seat = await stores.seats.get(id);
  if (seat?.state !== 'awaiting-acknowledgement') return privately(notWaitingView(seat?.state ?? 'unknown'));
  const member = await stores.members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${id} lacks its member`);
  return { seat, member };
}

/** A seat that became free meanwhile comes before a purchase, and a price that changed is made anew before it is shown. */
async function pricedNow(deps: InviteDeps, context: CommandContext, id: Seat['id']): Promise<Priced | Reply> {
  const waiting = await waitingFor(context, id);
  if ('kind' in waiting) return waiting;
  const { stores } = context;
  const actor = { kind: 'member', memberId: actingMember(context).id } as const;
  const given = await giveFreeSeat(deps, stores, { ...waiting, actor });
  if (given !== undefined) return privately(given);

  const { seat, member } = waiting;
  const before = await stores.quotes.get(seat.quoteId);
  if (before === undefined) throw new Error(`Seat ${id} lacks quote ${seat.quoteId}`);
  const isForThem = before.seats.every(({ seatType, requested }) => seatType === seat.seatType && requested === 1);
  const quote = isForThem ? await currentQuote(deps, stores, before) : await alone(deps, stores, seat);
  if (!quote.ok) return privately(noPriceView(member));
  if (quote.value.id === before.id) return { seat, member, quote: before };
  return { seat: await repriced(stores, seat, quote.value), member, quote: quote.value };
}

/** One of a list may be asked for alone: the price of all of the list is not theirs. */
async function alone(
  deps: InviteDeps,
  stores: CommandContext['stores'],
  { accountId, seatType }: AwaitedSeat,
): ReturnType<typeof keepQuote> {
  const seats = [{ seatType, requested: 1, named: 1, belowMinimum: 'raise' }] as const;
  return await keepQuote(deps, stores, { accountId, seats });
}

async function repriced({ seats }: CommandContext['stores'], seat: AwaitedSeat, { id }: Quote): Promise<AwaitedSeat> {
  const moved = movedSeat(seat, { kind: 'priced', quoteId: id });
  if (moved.state !== 'awaiting-acknowledgement') throw new Error('A priced seat awaits its acknowledgement');
  await seats.replace(seat, moved);
  return moved;
}

function priceForm({ clock }: InviteDeps, { seat, member, quote }: Priced): Reply {
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `A seat for ${member.fullName}`,
      quote,
      today: today(clock, quote.timeZone),
      does: { command: 'invite confirm', args: { seat: seat.id, quote: quote.id } },
    }),
  };
}
