import { recordHash, type AuditHead, type AuditRecord } from '../audit/audit-record.ts';
import type { ChainBreak } from '../audit/chain-break.ts';
import { SEALED_EVERY, type HeadAnchors } from '../audit/head-anchors.ts';
import { holdHeads } from '../audit/hold-heads.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';

export type HoldRecordsDeps = { readonly heads: HeadAnchors };

/** However long the log is, no more of it than this is read for one receipt. */
const MOST = 10 * SEALED_EVERY;

/**
 * Holds records against what was sealed outside the database, without reading the whole log: from each on to the next
 * sealed head, and the sealed head before it. Answers the first place that is wrong. What lies beyond the bound is held by
 * its own hash alone; `audit verify` reads everything.
 */
export async function breakAmong(
  { heads }: HoldRecordsDeps,
  { audit }: Pick<Stores, 'audit'>,
  accountId: Id<'account'>,
  records: readonly AuditRecord[],
): Promise<ChainBreak | undefined> {
  const sealOf = await sealsOf(heads, accountId);
  let read = 0;
  let until = 0;
  for (const record of records) {
    const { seq } = record;
    if (seq <= until) continue;
    if (read >= MOST) {
      if (recordHash(record) !== record.hash) return { kind: 'edited', seq };
      continue;
    }
    const before = sealOf.before(seq);
    if (before !== undefined && !(await isThere(audit, before)))
      return { kind: 'wrong-head', seq: before.seq, trustedUntil: 0 };
    const next = sealOf.from(seq);
    const length = Math.min(SEALED_EVERY, (next?.seq ?? Infinity) - seq + 1);
    const stretch = await audit.from(seq, length);
    until = seq + length - 1;
    read += length;
    const verified = verifyChain(stretch, {
      accountId,
      start: { accountId, seq: seq - 1, hash: record.previousHash },
      anchors: next === undefined || next.seq > until ? [] : [next],
    });
    if (!verified.ok) return verified.error;
  }
  return undefined;
}

/** The nearest genuine heads around a record; no more signatures are verified than it takes to find them. */
async function sealsOf({ keys, file }: HeadAnchors, accountId: Id<'account'>) {
  const all = keys.length === 0 ? [] : await file.read(accountId);
  const sealed = all.toSorted((one, other) => one.head.seq - other.head.seq);
  const isGenuine = (signed: (typeof sealed)[number]): boolean =>
    holdHeads(keys, accountId, [signed]).refused.length === 0;
  return {
    before: (seq: number) => sealed.findLast((signed) => signed.head.seq < seq && isGenuine(signed))?.head,
    from: (seq: number) => sealed.find((signed) => signed.head.seq >= seq && isGenuine(signed))?.head,
  };
}

async function isThere({ from }: Stores['audit'], head: AuditHead): Promise<boolean> {
  const [record] = await from(head.seq, 1);
  return record?.hash === head.hash;
}
