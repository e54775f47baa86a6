import { z } from 'zod';
import { today } from '../clock.ts';
import { acknowledgementForm, acknowledgementSentence } from '../approvals/acknowledgement-form.ts';
import { openRequest } from '../approvals/open-request.ts';
import { approversOf } from '../approvals/request-cards.ts';
import type { Quote } from '../billing/quote.ts';
import { quoteAgain } from '../billing/stored-quote.ts';
import { idSchema } from '../ids.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { nobodyCanApproveView, notWaitingView, requestSentView } from '../seats/invite-views.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
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

/** After the mailbox was found readable and no seat was free: look at the price, then agree to it. */
export function createInviteSteps(deps: InviteDeps): readonly Command[] {
  return [
    command({ signature: REVIEW, run: ({ seat }, context) => review(deps, context, seat) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

type Waiting = { readonly seat: Extract<Seat, { state: 'awaiting-acknowledgement' }>; readonly quote: Quote };

async function waiting({ stores }: CommandContext, id: Seat['id']): Promise<Waiting | Seat['state'] | 'unknown'> {
  const seat = await stores.seats.get(id);
  if (seat?.state !== 'awaiting-acknowledgement') return seat?.state ?? 'unknown';
  const quote = await stores.quotes.get(seat.quoteId);
  if (quote === undefined) throw new Error(`Seat ${id} lacks quote ${seat.quoteId}`);
  return { seat, quote };
}

async function review(deps: InviteDeps, context: CommandContext, id: Seat['id']): Promise<Reply> {
  const found = await waiting(context, id);
  return typeof found === 'string'
    ? privately(notWaitingView(found))
    : await priceForm(deps, context, await current(deps, context, found));
}

/** A price that ran out while nobody looked is made anew before it is shown. */
async function current(deps: InviteDeps, { stores, now }: CommandContext, { seat, quote }: Waiting): Promise<Waiting> {
  if (Temporal.Instant.compare(now, quote.expiresAt) < 0) return { seat, quote };
  const fresh = await quoteAgain(deps, stores, quote);
  if (!fresh.ok) throw new Error(`Seat ${seat.id} had a price and has none now: ${fresh.error.kind}`);
  const moved = movedSeat(seat, { kind: 'priced', quoteId: fresh.value.id });
  if (moved.state !== 'awaiting-acknowledgement') throw new Error('A priced seat awaits its acknowledgement');
  await stores.seats.replace(seat, moved);
  return { seat: moved, quote: fresh.value };
}

async function priceForm({ clock }: InviteDeps, { stores }: CommandContext, { seat, quote }: Waiting): Promise<Reply> {
  const member = await stores.members.get(seat.memberId);
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `A seat for ${member?.fullName ?? 'this person'}`,
      quote,
      today: today(clock, quote.timeZone),
      does: { command: 'invite confirm', args: { seat: seat.id, quote: quote.id } },
    }),
  };
}

async function confirm(deps: InviteDeps, args: z.output<typeof CONFIRM.args>, context: CommandContext): Promise<Reply> {
  const found = await waiting(context, args.seat);
  if (typeof found === 'string') return privately(notWaitingView(found));
  const { seat, quote } = await current(deps, context, found);
  if (quote.id !== args.quote) return await priceForm(deps, context, { seat, quote });

  const { stores, deliveryId } = context;
  const member = await stores.members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${seat.id} lacks its member`);
  const subject = {
    kind: 'invite',
    seatId: seat.id,
    memberId: member.id,
    seatType: seat.seatType,
    fullName: member.fullName,
    address: member.address,
  } as const;
  const request = await openRequest(deps, stores, {
    requester: actingMember(context),
    subject,
    quote,
    sentence: acknowledgementSentence(quote),
    deliveryId,
  });
  if (!request.ok) return privately(nobodyCanApproveView());

  await stores.seats.replace(seat, movedSeat(seat, { kind: 'asked', requestId: request.value.id }));
  return privately(requestSentView(request.value, await approversOf(stores, request.value)));
}
