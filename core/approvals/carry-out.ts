import type { AuditTrail } from '../audit/audit-trail.ts';
import { billFor, firstAccessDeadline } from '../billing/bill.ts';
import { closeAtEnd } from '../billing/close-period.ts';
import type { ChargeLine, ChargeLineBase } from '../billing/charge-line.ts';
import { lastDay } from './money-facts.ts';
import { coveredByFree, type QuotedSeats, type Quote } from '../billing/quote.ts';
import { hashOf } from '../billing/quote-hash.ts';
import { seatShares, type QuoteLine } from '../billing/quote-line.ts';
import { sum } from '../billing/money.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { lockOwned } from '../billing/stored-quote.ts';
import { changePurchased, takeSeats } from '../seats/capacity.ts';
import { grantConversion } from '../seats/grant-conversion.ts';
import { grantSeat } from '../seats/grant-seat.ts';
import type { Stores } from '../transaction.ts';
import { peopleOf, type ApprovalRequest, type SeatFor } from './approval-request.ts';

export type CarryOutDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

/**
 * The last approval has been given: the seats are added, what starts now is accrued, what starts at first access waits,
 * and each named person's seat is taken. One transaction with the approval, so it happens with it or not at all.
 */
export async function carryOut(
  deps: CarryOutDeps,
  stores: Stores,
  request: ApprovalRequest,
  quote: Quote,
): Promise<readonly ChargeLine[]> {
  await lockOwned(stores, quote.seats);
  const people = peopleOf(request.subject);
  for (const { seatId } of people) await grant(deps, stores, request, seatId);
  const at = deps.clock.now();
  for (const { seatType, named, purchased } of quote.seats) {
    await changePurchased(stores, seatType, purchased.after - purchased.before, at);
    if (!(await takeSeats(stores, seatType, named, at)))
      throw new Error(`Request ${request.id} added seats and too few are free`);
  }

  const lines: ChargeLine[] = [];
  for (const [part, line] of quote.lines.entries()) {
    for (const charge of chargeLines(deps, { request, quote, line, part })) {
      await stores.charges.add(charge);
      await auditCharge(deps, stores, charge);
      lines.push(charge);
    }
  }
  await closeAtEnd(deps, stores, request.accountId);
  return lines;
}

async function grant(deps: CarryOutDeps, stores: Stores, request: ApprovalRequest, seatId: Id<'seat'>): Promise<void> {
  const seat = await stores.seats.get(seatId);
  if (seat === undefined) throw new Error(`Request ${request.id} is for a seat that is not stored`);
  if (request.subject.kind === 'conversion') await grantConversion(deps, stores, seat, await askerOf(stores, request));
  else await grantSeat(deps, stores, seat);
}

async function askerOf({ members }: Stores, { id, requestedBy }: ApprovalRequest): Promise<Member> {
  const asker = await members.get(requestedBy);
  if (asker === undefined) throw new Error(`Request ${id} was made by nobody who is stored`);
  return asker;
}

type Billed = {
  readonly request: ApprovalRequest;
  readonly quote: Quote;
  readonly line: QuoteLine;
  readonly part: number;
};

/** Seats without a name are one line; each named person has a line of their own, because each starts on a day of its own. */
function chargeLines({ ids, clock }: CarryOutDeps, { request, quote, line, part }: Billed): readonly ChargeLine[] {
  const at = clock.now();
  const { id: requestId, accountId } = request;
  const base = { accountId, requestId, quoteId: quote.id, part, seatType: line.seatType, version: 1 };
  const shares = seatShares(line);
  if (line.starts === 'approval') {
    // Everybody acknowledged the whole quote, so each agreed to this line's part of it.
    const acknowledged = [sum(line.unitPrice.currency, shares)];
    const whole = { ...base, id: ids.next('charge-line'), quantity: line.quantity, seatId: undefined, acknowledged };
    return [accrue(whole, quote, line, at)];
  }
  const people = whoIsBought(request, quote, line);
  if (people.length !== line.quantity)
    throw new Error(`Request ${requestId} names ${people.length} people for ${line.quantity} seats`);
  return people.map(({ seatId }, index): ChargeLine => {
    const acknowledged = shares.slice(index, index + 1);
    const own = { ...base, id: ids.next('charge-line'), quantity: 1, seatId, acknowledged };
    return { ...own, state: 'waiting', voidAt: firstAccessDeadline(at) };
  });
}

/** The people of a line, in their order: those of its type before them use seats that were free. */
function whoIsBought(
  { subject }: ApprovalRequest,
  quote: Quote,
  { seatType }: Pick<QuotedSeats, 'seatType'>,
): readonly SeatFor[] {
  const people = peopleOf(subject).filter((person) => person.seatType === seatType);
  const seats = quote.seats.find((one) => one.seatType === seatType);
  return seats === undefined ? people : people.slice(coveredByFree(quote, seats));
}

export function accrue(base: ChargeLineBase, quote: Quote, line: QuoteLine, startedAt: Temporal.Instant): ChargeLine {
  const bill = billFor({ quote, line, quantity: base.quantity, startedAt, acknowledged: base.acknowledged });
  return {
    ...base,
    state: 'accrued',
    amount: bill.amount,
    from: bill.from,
    until: lastDay(bill.period.end),
    at: startedAt,
    formula: bill.formula,
  };
}

export async function auditCharge({ audit, clock }: CarryOutDeps, stores: Stores, charge: ChargeLine): Promise<void> {
  const amount =
    charge.state === 'accrued'
      ? { amount: charge.amount.minor, currency: charge.amount.currency, formula: charge.formula }
      : {};
  await audit(stores, charge.accountId, {
    kind: `charge.${charge.state}`,
    at: clock.now(),
    actor: { kind: 'job', job: 'billing' },
    subject: { kind: 'charge-line', id: charge.id },
    facts: {
      request: charge.requestId,
      quote: charge.quoteId,
      quantity: charge.quantity,
      ...amount,
      chargeHash: hashOf(charge),
    },
    personal: [],
  });
}
