import { formatMoney, sum, type Money } from '../billing/money.ts';
import { unreachable, type Result } from '../result.ts';
import { countOf } from '../views/count-text.ts';
import type { ReceiptRejected } from './check-receipt.ts';
import type { Receipt } from './receipt.ts';
import { VOUCHED } from './vouched-list.ts';

/** What the offline verifier prints; its first line says it all. */
export function receiptReport(checked: Result<Receipt, ReceiptRejected>): readonly string[] {
  return checked.ok ? soundReport(checked.value) : [`The receipt does not hold: ${rejectedText(checked.error)}`];
}

function soundReport(receipt: Receipt): readonly string[] {
  const { request, quote, lines, records } = receipt;
  const charged = lines.flatMap((line) => (line.state === 'accrued' ? [line.formula] : []));
  return [
    `The receipt of request ${request.number} holds: ${formatMoney(chargedOn(receipt))} is charged, at most ${formatMoney(quote.total)} was agreed to.`,
    ...charged,
    `Recomputed from ${countOf(records.length, 'record', 'records')} of the audit log.`,
    VOUCHED,
  ];
}

export function chargedOn({ quote, lines }: Receipt): Money {
  return sum(
    quote.total.currency,
    lines.flatMap((line) => (line.state === 'accrued' ? [line.amount] : [])),
  );
}

function rejectedText(rejected: ReceiptRejected): string {
  switch (rejected.kind) {
    case 'unreadable':
      return `it is unreadable. ${rejected.reason}`;
    case 'unsigned':
      return 'nobody signed it, so anybody could have written it.';
    case 'signature-refused':
      return `its signature is not genuine (${rejected.reason}).`;
    case 'record-edited':
      return `record ${rejected.seq} no longer has the content that it was written with.`;
    case 'record-out-of-order':
      return `record ${rejected.seq} stands out of its order.`;
    case 'records-missing':
    case 'records-added':
      return `${countOf(rejected.vouched, 'record was', 'records were')} signed, and ${countOf(rejected.found, 'is', 'are')} on it.`;
    case 'records-exchanged':
      return 'its records are not those that were signed.';
    case 'wrong-sum':
      return `${rejected.what} is stated as ${rejected.stated} and computes to ${rejected.computed}.`;
    case 'not-recorded':
      return `${rejected.what} on it is not what the audit log recorded.`;
    case 'left-out':
      return `${rejected.what} that the audit log recorded is not on it.`;
    default:
      return unreachable(rejected);
  }
}
