import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import type { ChargeLine } from '../../../core/billing/charge-line.ts';
import { compare, sum } from '../../../core/billing/money.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Rule } from './rule.ts';

/** What was approved is charged, once, and never above what everybody agreed to; a trial never is. */
export const chargesAreAgreedTo: Rule = async (stores) => {
  const lines = await stores.charges.list();
  const requests = await stores.requests.list();
  const owed = lines.filter(({ state }) => state !== 'voided');
  const faults = await Promise.all([
    ...requests.map((request) => overcharge(stores, request)),
    ...lines.map((line) => chargedTrial(stores, line)),
  ]);
  return [
    ...faults,
    ...repeated(
      lines.map(({ requestId, part, seatId }) => `${requestId} ${part} ${seatId}`),
      'part of a request',
    ),
    ...repeated(
      owed.flatMap(({ seatId, seatType }) => (seatId === undefined ? [] : [`${seatId} ${seatType}`])),
      'seat',
    ),
    ...repeated(requests.flatMap(approvedList), 'list'),
  ];
};

function repeated(keys: readonly string[], what: string): readonly string[] {
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  return twice.map((key) => `a ${what} is charged twice: ${key}`);
}

/** A list is one agreement and one request: whatever is asked for after a rejection is another list. */
function approvedList({ state, subject }: ApprovalRequest): readonly string[] {
  return subject.kind === 'bulk' && state === 'approved' ? [subject.batchId] : [];
}

async function chargedTrial({ seats }: Stores, { seatId, id }: ChargeLine): Promise<string> {
  const seat = seatId === undefined ? undefined : await seats.get(seatId);
  return seat?.basis === 'trial' ? `trial ${seatId} is charged by ${id}` : '';
}

async function overcharge({ acknowledgements, charges }: Stores, request: ApprovalRequest): Promise<string> {
  const { id, quoteId, state, number, policy } = request;
  const lines = await charges.ofRequest(id);
  if (state !== 'approved') return lines.length === 0 ? '' : `request ${number} is ${state} and charged`;
  const agreed = await acknowledgements.ofQuote(quoteId);
  const [first] = agreed;
  const people = new Set(agreed.map(({ memberId }) => memberId)).size;
  if (first === undefined || people < (policy.steps.length === 0 ? 1 : 2))
    return `request ${number} was approved without agreement`;
  const amounts = lines.flatMap((line) => (line.state === 'accrued' ? [line.amount] : []));
  const charged = sum(first.amount.currency, amounts);
  return agreed.every(({ amount }) => compare(charged, amount) <= 0) ? '' : `request ${number} is charged too much`;
}
