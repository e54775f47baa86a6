import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import { unrecorded, type Unrecorded } from './recorded.ts';
import { recompute, type WrongSum } from './recompute.ts';
import type { Receipt } from './receipt.ts';
import { parseReceipt, type ReceiptUnreadable } from './receipt-json.ts';
import { verifyList, type ListRejected } from './vouched-list.ts';

export type ReceiptRejected = ReceiptUnreadable | ListRejected | WrongSum | Unrecorded;

/** All that an outsider needs is the receipt and a public key: the signature, the records and the arithmetic. */
export function checkReceipt(text: string, keys: readonly KeyObject[]): Result<Receipt, ReceiptRejected> {
  const parsed = parseReceipt(text);
  if (!parsed.ok) return parsed;
  const receipt = parsed.value;
  const { accountId, request, quote, records, vouched } = receipt;
  const listed = verifyList(keys, { accountId, request: request.id, quote: quote.id, records }, vouched);
  if (!listed.ok) return listed;
  const wrong = recompute(receipt) ?? unrecorded(receipt);
  return wrong === undefined ? ok(receipt) : err(wrong);
}
