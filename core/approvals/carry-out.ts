import type { AuditTrail } from '../audit/audit-trail.ts';
import { billFor, firstAccessDeadline } from '../billing/bill.ts';
import type { ChargeLine, ChargeLineBase } from '../billing/charge-line.ts';
import type { Money } from '../billing/money.ts';
import { lastDay } from './request-card.ts';
import type { Quote } from '../billing/quote.ts';
import { seatShares, type QuoteLine } from '../billing/quote-line.ts';
import { sum } from '../billing/money.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { changePurchased, takeSeat } from '../seats/capacity.ts';
import { grantSeat } from '../seats/grant-seat.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalRequest } from './approval-request.ts';

export type CarryOutDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

/**
 * The last approval has been given: the seats are added, what starts now is accrued, what starts at first access waits,
 * and a named person's seat is taken. One transaction with the approval, so it happens with it or not at all.
 */
export async function carryOut(
  deps: CarryOutDeps,
  stores: Stores,
  request: ApprovalRequest,
  quote: Quote,
): Promise<readonly ChargeLine[]> {
  const added = quote.lines.reduce((seats, line) => seats + line.quantity, 0);
  await changePurchased(stores, quote.seatType, added);

  const lines: ChargeLine[] = [];
  for (const [part, line] of quote.lines.entries()) {
    const charge = chargeLine(deps, { request, quote, line, part });
    await stores.charges.add(charge);
    await auditCharge(deps, stores, charge);
    lines.push(charge);
  }

  if (request.subject.kind === 'invite') {
    if (!(await takeSeat(stores, quote.seatType)))
      throw new Error(`Request ${request.id} added seats and none is free`);
    const seat = await stores.seats.get(request.subject.seatId);
    if (seat === undefined) throw new Error(`Request ${request.id} is for a seat that is not stored`);
    await grantSeat(deps, stores, seat);
  }
  return lines;
}

type Billed = {
  readonly request: ApprovalRequest;
  readonly quote: Quote;
  readonly line: QuoteLine;
  readonly part: number;
};

function chargeLine({ ids, clock }: CarryOutDeps, { request, quote, line, part }: Billed): ChargeLine {
  const at = clock.now();
  const base: ChargeLineBase = {
    id: ids.next('charge-line'),
    accountId: request.accountId,
    requestId: request.id,
    quoteId: quote.id,
    part,
    seatType: quote.seatType,
    quantity: line.quantity,
    seatId: line.starts === 'first-access' && request.subject.kind === 'invite' ? request.subject.seatId : undefined,
    acknowledged: [agreedFor(line)],
    version: 1,
  };
  if (line.starts === 'first-access') return { ...base, state: 'waiting', voidAt: firstAccessDeadline(at) };
  return accrue(base, quote, line, at);
}

/** Everybody acknowledged the whole quote, so each agreed to this line's part of it. */
function agreedFor(line: QuoteLine): Money {
  return sum(line.unitPrice.currency, seatShares(line));
}

export function accrue(base: ChargeLineBase, quote: Quote, line: QuoteLine, startedAt: Temporal.Instant): ChargeLine {
  const bill = billFor({ quote, line, quantity: line.quantity, startedAt, acknowledged: base.acknowledged });
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
    facts: { request: charge.requestId, quote: charge.quoteId, quantity: charge.quantity, ...amount },
    personal: [],
  });
}
