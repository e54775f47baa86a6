import type { ApprovalRequest } from '../../core/approvals/approval-request.ts';
import type { ChargeLine } from '../../core/billing/charge-line.ts';
import { compare, sum } from '../../core/billing/money.ts';
import { isUsed } from '../../core/seats/seat-moves.ts';
import type { Seat } from '../../core/seats/seat.ts';
import type { Stores } from '../../core/transaction.ts';

/** Every rule that is broken, in words. */
export async function brokenRules(stores: Stores): Promise<readonly string[]> {
  const seats = await stores.seats.list();
  const lines = await stores.charges.list();
  const requests = await stores.requests.list();
  const { purchased = 0, used = 0 } = (await stores.entitlements.list())[0] ?? {};
  const held = seats.filter(isUsed).length;
  const bought = lines.filter(({ state }) => state !== 'voided').reduce((all, { quantity }) => all + quantity, 0);
  const keys = lines.map(({ requestId, part, seatId }) => `${requestId} ${part} ${seatId}`);
  const tooDear: string[] = [];
  for (const one of requests) tooDear.push(await overcharge(stores, one));
  return [
    used === held ? '' : `${held} seats are held and ${used} counted`,
    used <= purchased ? '' : `${used} of ${purchased} are used`,
    bought === purchased ? '' : `${purchased} are owned and ${bought} charged for`,
    ...lines.map((line) => chargedTrial(seats, line)),
    new Set(keys).size === keys.length ? '' : 'something is charged twice',
    ...requests.map(selfApproved),
    ...tooDear,
  ].filter((fault) => fault !== '');
}

function chargedTrial(seats: readonly Seat[], { seatId, id }: ChargeLine): string {
  return seats.some((seat) => seat.id === seatId && seat.basis === 'trial')
    ? `trial ${seatId} is charged by ${id}`
    : '';
}

function selfApproved({ approvals, requestedBy, number }: ApprovalRequest): string {
  return approvals.some(({ by }) => by === requestedBy) ? `request ${number} was approved by who asked` : '';
}

async function overcharge(
  { acknowledgements, charges }: Stores,
  { id, quoteId, state, number }: ApprovalRequest,
): Promise<string> {
  const lines = await charges.ofRequest(id);
  if (state !== 'approved') return lines.length === 0 ? '' : `request ${number} is ${state} and charged`;
  const agreed = await acknowledgements.ofQuote(quoteId);
  const amounts = lines.flatMap((line) => (line.state === 'accrued' ? [line.amount] : []));
  const [first] = agreed;
  if (first === undefined || agreed.length < 2) return `request ${number} was approved without agreement`;
  const total = sum(first.amount.currency, amounts);
  return agreed.every(({ amount }) => compare(total, amount) <= 0) ? '' : `request ${number} is charged too much`;
}
