import { z } from 'zod';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import { seatsForPeople } from '../approvals/approval-request.ts';
import { asksForFreeSeats } from '../approvals/policy-of.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { openRequest } from '../approvals/open-request.ts';
import { approversOf } from '../approvals/request-cards.ts';
import { canonicalText } from '../billing/canonical-value.ts';
import type { Quote, SeatsWanted } from '../billing/quote.ts';
import { requestOf } from '../billing/bill.ts';
import { currentQuote, lockOwned } from '../billing/stored-quote.ts';
import { auditActor } from '../accounts/audit-actor.ts';
import { advanceBatchAt } from '../bulk/batch-goes-on.ts';
import { movedBatch, type BatchEvent } from '../bulk/batch-moves.ts';
import { peopleOfBatch, seatForPerson, waitsForSeat, type BatchPerson } from '../bulk/batch-people.ts';
import { noPriceForBatchView } from '../bulk/batch-price-views.ts';
import { batchGoneView, batchMovedView, freeSeatsFirstView, withdrawnView } from '../bulk/batch-refused-views.ts';
import type { Batch } from '../bulk/batch.ts';
import { quoteFor } from '../bulk/go-on-checking.ts';
import { today } from '../clock.ts';
import { idSchema } from '../ids.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { movedSeat } from '../seats/seat-moves.ts';
import { agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const args = z.object({ batch: idSchema('batch'), version: z.int().optional() });

const REVIEW = signature({ ...STEP, name: 'batch review', summary: 'See the price of a list', args });
const WITHDRAW = signature({ ...STEP, name: 'batch withdraw', summary: 'Cancel those of a list who cost', args });
const AGREE = signature({
  ...STEP,
  name: 'batch agree',
  summary: 'Agree to the price of a list',
  args: z.object({ batch: idSchema('batch'), quote: idSchema('quote'), agreed: agreedArgument }),
});

/** One price, one agreement and one request for all of a list who got no free seat. */
export function createBatchPriceSteps(deps: InviteDeps): readonly Command[] {
  return [
    command({ signature: REVIEW, run: ({ batch }, context) => review(deps, context, batch) }),
    command({ signature: AGREE, run: (given, context) => agree(deps, given, context) }),
    command({ signature: WITHDRAW, run: ({ batch }, context) => withdraw(deps, context, batch) }),
  ];
}

type PricedBatch = Extract<Batch, { state: 'awaiting-acknowledgement' }>;
type Waiting = { readonly batch: PricedBatch; readonly people: readonly BatchPerson[] };
type Priced = Waiting & { readonly quote: Quote };

async function review(deps: InviteDeps, context: CommandContext, id: Batch['id']): Promise<Reply> {
  const priced = await pricedNow(deps, context, id);
  return 'kind' in priced ? priced : priceForm(deps, priced);
}

async function agree(deps: InviteDeps, given: z.output<typeof AGREE.args>, context: CommandContext): Promise<Reply> {
  const priced = await pricedNow(deps, context, given.batch);
  if ('kind' in priced) return priced;
  const { batch, people, quote } = priced;
  if (quote.id !== given.quote) return priceForm(deps, priced);

  const { stores, deliveryId } = context;
  const opened = await openRequest(deps, stores, {
    requester: actingMember(context),
    subject: { kind: 'bulk', batchId: batch.id, people: people.map(seatForPerson) },
    quote,
    sentence: acknowledgementSentence(quote),
    deliveryId,
  });
  if (!opened.ok) return privately(openRefusedView(opened.error));
  const { request } = opened.value;
  await goOn(deps, context, batch, { kind: 'asked', requestId: request.id });
  return privately(requestSentView(request, await approversOf(stores, request)));
}

async function withdraw(deps: InviteDeps, context: CommandContext, id: Batch['id']): Promise<Reply> {
  const waiting = await waitingPeople(context, id);
  if ('kind' in waiting) return waiting;
  const { batch, people } = waiting;
  const { stores, now } = context;
  for (const { seat } of people) await stores.seats.replace(seat, movedSeat(seat, { kind: 'cancelled', at: now }));
  await deps.audit(stores, batch.accountId, {
    kind: 'batch.withdrawn',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'batch', id: batch.id },
    facts: { seats: people.length },
    personal: [],
  });
  await goOn(deps, context, batch, { kind: 'settled' });
  return privately(withdrawnView(people.length));
}

async function waitingPeople({ stores }: CommandContext, id: Batch['id']): Promise<Waiting | Reply> {
  const batch = await stores.batches.get(id);
  if (batch === undefined) return privately(batchGoneView());
  if (batch.state !== 'awaiting-acknowledgement') return privately(batchMovedView(batch));
  return { batch, people: (await peopleOfBatch(stores, id)).filter(waitsForSeat) };
}

/** Seats that became free come before a purchase; a price that changed, or is for other people, is made anew. */
async function pricedNow(deps: InviteDeps, context: CommandContext, id: Batch['id']): Promise<Priced | Reply> {
  const waiting = await waitingPeople(context, id);
  if ('kind' in waiting) return waiting;
  const { batch, people } = waiting;
  const { stores } = context;
  if (people.length === 0 || (await isAnyFree(stores, people))) {
    await goOn(deps, context, batch, { kind: 'reopened', goesOnAt: context.now });
    return privately(freeSeatsFirstView());
  }
  const before = await stores.quotes.get(batch.quoteId);
  if (before === undefined) throw new Error(`Batch ${id} lacks quote ${batch.quoteId}`);
  const isForThem = isSame(requestOf(before).seats, seatsForPeople(people.map(({ seat }) => seat)));
  const quote = isForThem ? await currentQuote(deps, stores, before) : await quoteFor(deps, stores, batch, people);
  if (!quote.ok) return privately(noPriceForBatchView(people.length));
  if (quote.value.id === before.id) return { batch, people, quote: before };
  return { batch: await repriced(context, batch, quote.value), people, quote: quote.value };
}

function isSame(one: readonly SeatsWanted[], other: readonly SeatsWanted[]): boolean {
  return canonicalText(one) === canonicalText(other);
}

/** Whether somebody of them would get a free seat, which nobody is asked about. */
async function isAnyFree(stores: CommandContext['stores'], people: readonly BatchPerson[]): Promise<boolean> {
  const wanted = seatsForPeople(people.map(({ seat }) => seat));
  const owned = await lockOwned(stores, wanted);
  for (const { seatType } of wanted)
    if ((owned[seatType]?.free ?? 0) > 0 && !(await asksForFreeSeats(stores, seatType))) return true;
  return false;
}

async function repriced({ stores }: CommandContext, batch: PricedBatch, { id }: Quote): Promise<PricedBatch> {
  const moved = movedBatch(batch, { kind: 'priced', quoteId: id });
  if (moved.state !== 'awaiting-acknowledgement') throw new Error('A priced batch awaits its acknowledgement');
  await stores.batches.replace(batch, moved);
  return moved;
}

async function goOn(deps: InviteDeps, { stores, now }: CommandContext, batch: Batch, event: BatchEvent): Promise<void> {
  await stores.batches.replace(batch, movedBatch(batch, event));
  await advanceBatchAt(deps, stores, { accountId: batch.accountId, batchId: batch.id, dueAt: now });
}

function priceForm({ clock }: InviteDeps, { batch, people, quote }: Priced): Reply {
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: people.length === 1 ? 'A seat for 1 person' : `Seats for ${people.length} people`,
      quote,
      today: today(clock, quote.timeZone),
      does: { command: 'batch agree', args: { batch: batch.id, quote: quote.id } },
    }),
  };
}
