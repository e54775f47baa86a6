import { breakText } from '../audit/break-text.ts';
import { formatMoney, sum, type Money } from '../billing/money.ts';
import { unreachable, type Result } from '../result.ts';
import type { CheckedReceipt, ReceiptRejected } from './check-receipt.ts';
import type { Receipt } from './receipt.ts';

/** What the offline verifier prints; its first line says it all. */
export function receiptReport(checked: Result<CheckedReceipt, ReceiptRejected>): readonly string[] {
  return checked.ok ? soundReport(checked.value) : [`The receipt does not hold: ${rejectedText(checked.error)}`];
}

function soundReport({ receipt, isSigned }: CheckedReceipt): readonly string[] {
  const { request, quote, lines, chain } = receipt;
  const charged = lines.flatMap((line) => (line.state === 'accrued' ? [line.formula] : []));
  return [
    `The receipt of request ${request.number} holds: ${formatMoney(chargedOn(receipt))} is charged, at most ${formatMoney(quote.total)} was agreed to.`,
    ...charged,
    `Recomputed from ${chain.records.length} unbroken records of the audit log.`,
    ...(isSigned ? [] : ['Nobody signed their end, so nobody can see whether all of it was written anew.']),
  ];
}

export function chargedOn({ quote, lines }: Receipt): Money {
  return sum(
    quote.unitPrice.currency,
    lines.flatMap((line) => (line.state === 'accrued' ? [line.amount] : [])),
  );
}

function rejectedText(rejected: ReceiptRejected): string {
  switch (rejected.kind) {
    case 'unreadable':
      return `it is unreadable. ${rejected.reason}`;
    case 'head-refused':
      return `the signed head of record ${rejected.head.seq} is not genuine (${rejected.head.reason}).`;
    case 'broken':
      return `its audit log is broken (${rejected.at.kind}). ${breakText(rejected.at)}`;
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
