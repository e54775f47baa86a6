import { z } from 'zod';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import { openRequestOf } from '../approvals/end-requests-of.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { openRequest } from '../approvals/open-request.ts';
import { approversOf } from '../approvals/request-cards.ts';
import type { Quote } from '../billing/quote.ts';
import { currentQuote, keepQuote } from '../billing/stored-quote.ts';
import { today } from '../clock.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { idSchema } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { noPriceView } from '../seats/seat-checked-views.ts';
import { holdsSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { endRefusedView } from '../seats/terms/end-views.ts';
import { keepWithFreeSeat, noTrialView } from '../seats/terms/keep-trial.ts';
import { absentWhenEmpty, agreedArgument, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { endForm, endOfSeat, whenForm } from './end-of-seat.ts';
import { memberInput } from './member-input.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const RENEW = signature({
  name: 'renew',
  group: 'seats',
  summary: 'Keep a seat that would end: a later last day, or for a trial a purchased seat with its price',
  example: '/seat renew ada@company.example 2027-03-31',
  reach: 'typed',
  typed: ['member', 'until'],
  args: z.object({ member: memberArgument, until: absentWhenEmpty(dateArgument) }),
});

const CONFIRM = signature({
  name: 'renew confirm',
  group: 'seats',
  summary: 'Agree to the price of keeping a trial as a purchased seat',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ seat: idSchema('seat'), quote: idSchema('quote'), agreed: agreedArgument }),
});

export function createRenew(deps: DepartureDeps): readonly Command[] {
  return [
    command({ signature: RENEW, run: (args, context) => renew(deps, args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

async function renew(
  deps: DepartureDeps,
  { member: typed, until }: z.output<typeof RENEW.args>,
  context: CommandContext,
): Promise<Reply> {
  if (typed === undefined) return whoForm();
  const found = await namedMember(context, typed, { command: 'renew', args: { until: until?.toString() } });
  if (!found.ok) return found.error;
  const member = found.value;
  const seat = await context.stores.seats.ofMember(member.id);
  if (seat !== undefined && isTrial(seat)) return await offer(deps, context, { seat, member });
  const held = await endOfSeat(context, member);
  if (!held.ok) return held.error;
  if (held.value.term === undefined) return privately(endRefusedView(member, { kind: 'no-end' }));
  return until === undefined ? whenForm('renew', held.value) : await endForm(deps, context, held.value, { until });
}

type Trial = { readonly seat: Seat; readonly member: Member };

function isTrial(seat: Seat): boolean {
  return seat.basis === 'trial' && holdsSeat(seat);
}

/** The price of what was free so far; a seat that is free anyway is taken instead. */
async function offer(deps: DepartureDeps, context: CommandContext, trial: Trial): Promise<Reply> {
  const settled = await settledAlready(deps, context, trial);
  if (settled !== undefined) return settled;
  const { accountId, seatType } = trial.seat;
  const quote = await keepQuote(deps, context.stores, {
    accountId,
    seats: [{ seatType, requested: 1, named: 1, belowMinimum: 'raise' }],
  });
  return quote.ok ? priceForm(deps, trial, quote.value) : privately(noPriceView(trial.member));
}

async function confirm(
  deps: DepartureDeps,
  args: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const seat = await stores.seats.get(args.seat);
  const member = seat && (await stores.members.get(seat.memberId));
  if (seat === undefined || member === undefined)
    throw new Error(`Seat ${args.seat} stood on a form but is not stored`);
  if (!isTrial(seat)) return privately(noTrialView(member));
  const settled = await settledAlready(deps, context, { seat, member });
  if (settled !== undefined) return settled;

  const before = await stores.quotes.get(args.quote);
  if (before === undefined) throw new Error(`Quote ${args.quote} stood on a form but is not stored`);
  const quote = await currentQuote(deps, stores, before);
  if (!quote.ok) return privately(noPriceView(member));
  if (quote.value.id !== before.id) return priceForm(deps, { seat, member }, quote.value);

  const { id: memberId, fullName, address } = member;
  const subject = { kind: 'keep', seatId: seat.id, memberId, seatType: seat.seatType, fullName, address } as const;
  const sentence = acknowledgementSentence(before);
  const requester = actingMember(context);
  const opened = await openRequest(deps, stores, { requester, subject, quote: before, sentence, deliveryId });
  if (!opened.ok) return privately(openRefusedView(opened.error));
  return privately(requestSentView(opened.value.request, await approversOf(stores, opened.value.request)));
}

/** Held until the end, so that the same form sent twice at once asks once. */
async function settledAlready(deps: DepartureDeps, context: CommandContext, trial: Trial): Promise<Reply | undefined> {
  const { stores } = context;
  await stores.entitlements.lock(trial.seat.seatType);
  const request = await openRequestOf(stores, trial.seat.id);
  if (request !== undefined) return privately(requestSentView(request, await approversOf(stores, request)));
  const kept = await keepWithFreeSeat(deps, stores, { ...trial, by: actingMember(context) });
  return kept === undefined ? undefined : privately(kept);
}

function priceForm({ clock }: DepartureDeps, { seat, member }: Trial, quote: Quote): Reply {
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `Keep the seat of ${member.fullName}`,
      quote,
      today: today(clock, quote.timeZone),
      does: { command: 'renew confirm', args: { seat: seat.id, quote: quote.id } },
    }),
  };
}

function whoForm(): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Renew a seat',
      blocks: [{ kind: 'note', text: ['You see what it costs and agree to it before anything is changed.'] }],
      inputs: [memberInput(undefined)],
      submit: { label: 'Go on', does: { command: 'renew', args: {} } },
    },
  };
}
