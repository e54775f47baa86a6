import { recordHash, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';

/**
 * Says what happened at the first record that does not join the chain before it, from where its link points: to the end,
 * further back, further down, or to nothing that is left. Every record before `position` is known to join.
 */
export function locateBreak(
  records: readonly AuditRecord[],
  position: number,
  end: ChainEnd,
  { start, expectedHead }: { readonly start: ChainEnd; readonly expectedHead: ChainEnd | undefined },
): ChainBreak {
  const record = records[position];
  if (record === undefined) throw new RangeError(`No record at ${position}`);
  const here = end.seq + 1;
  if (record.accountId !== end.accountId) return ofAnotherAccount(record, end);
  const target = targetOf(records, start, record.previousHash, position);
  if (target === 'later') return { kind: 'reordered', seq: here };
  if (records.some((rival, index) => index > position && rival.previousHash === end.hash)) {
    return { kind: 'inserted', seq: here };
  }
  if (target === 'end') return { kind: 'edited', seq: here };
  if (target === 'nowhere') return afterGap(record, end);
  const isGenuine = expectedHead?.hash === record.hash || isFollowed(records, position);
  return { kind: 'inserted', seq: isGenuine ? start.seq + target.index + 2 : here };
}

type Target = 'end' | 'later' | 'nowhere' | { readonly index: number };

/** Where the records join counts as index -1. */
function targetOf(records: readonly AuditRecord[], start: ChainEnd, hash: string, position: number): Target {
  const index = records.findIndex((candidate) => candidate.hash === hash);
  if (index === -1 && hash !== start.hash) return 'nowhere';
  if (index === position - 1) return 'end';
  return index > position ? 'later' : { index };
}

function ofAnotherAccount(record: AuditRecord, end: ChainEnd): ChainBreak {
  const isRelabelled = recordHash({ ...record, accountId: end.accountId }) === record.hash;
  return { kind: isRelabelled ? 'edited' : 'inserted', seq: end.seq + 1 };
}

/** The record that this one was linked to is not among the records. */
function afterGap(record: AuditRecord, end: ChainEnd): ChainBreak {
  const here = end.seq + 1;
  if (recordHash({ ...record, previousHash: end.hash }) === record.hash) return { kind: 'edited', seq: here };
  if (record.seq > here) return { kind: 'missing', seq: here };
  if (record.seq < here) return { kind: 'inserted', seq: here };
  if (recordHash(record) !== record.hash) return { kind: 'missing', seq: here };
  // Sound in itself and in its place: the record before it was rewritten together with its hash.
  return { kind: 'edited', seq: Math.max(end.seq, 1) };
}

function isFollowed(records: readonly AuditRecord[], position: number): boolean {
  return records[position + 1]?.previousHash === records[position]?.hash;
}
