import type { KeyObject } from 'node:crypto';
import type { ChainBreak } from '../audit/chain-break.ts';
import { holdHeads, type RefusedHead } from '../audit/hold-heads.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { err, ok, type Result } from '../result.ts';
import { unrecorded, type Unrecorded } from './recorded.ts';
import { recompute, type WrongSum } from './recompute.ts';
import type { Receipt } from './receipt.ts';
import { parseReceipt, type ReceiptUnreadable } from './receipt-json.ts';

export type CheckedReceipt = { readonly receipt: Receipt; readonly isSigned: boolean };

export type ReceiptRejected =
  | ReceiptUnreadable
  | { readonly kind: 'head-refused'; readonly head: RefusedHead }
  | { readonly kind: 'broken'; readonly at: ChainBreak }
  | WrongSum
  | Unrecorded;

/** All that an outsider needs is the receipt and a public key: the signature, the links, the records and the arithmetic. */
export function checkReceipt(text: string, keys: readonly KeyObject[]): Result<CheckedReceipt, ReceiptRejected> {
  const parsed = parseReceipt(text);
  if (!parsed.ok) return parsed;
  const receipt = parsed.value;
  const chain = checkChain(receipt, keys);
  if (!chain.ok) return chain;
  const wrong = recompute(receipt) ?? unrecorded(receipt);
  return wrong === undefined ? ok({ receipt, isSigned: receipt.chain.head !== undefined }) : err(wrong);
}

function checkChain(
  { accountId, chain }: Receipt,
  keys: readonly KeyObject[],
): Result<undefined, Extract<ReceiptRejected, { kind: 'head-refused' | 'broken' }>> {
  const heads = chain.head === undefined ? [] : [chain.head];
  const { anchors, refused } = holdHeads(keys, accountId, heads);
  const [forged] = refused;
  if (forged !== undefined) return err({ kind: 'head-refused', head: forged });
  const [head] = anchors;
  const verified = verifyChain(chain.records, {
    accountId,
    start: { accountId, ...chain.start },
    ...(head === undefined ? {} : { expectedHead: head }),
  });
  return verified.ok ? ok(undefined) : err({ kind: 'broken', at: verified.error });
}
