import { recordHash, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';

/** What of a record is needed to see where it belongs. */
export type ChainLink = Pick<AuditRecord, 'hash' | 'previousHash'>;

export type Unjoined = {
  /** Of all records, in the order in which they stand. */
  readonly links: readonly ChainLink[];
  readonly record: AuditRecord;
  readonly position: number;
};

export type Around = { readonly start: ChainEnd; readonly end: ChainEnd; readonly expectedHead: ChainEnd | undefined };

/**
 * Says what happened at the first record that does not join the chain before it, from where its link points: to the end,
 * further back, further down, or to nothing that is left. Every record before `position` is known to join.
 */
export function locateBreak({ links, record, position }: Unjoined, { start, end, expectedHead }: Around): ChainBreak {
  const here = end.seq + 1;
  if (record.accountId !== end.accountId) return ofAnotherAccount(record, end);
  const target = targetOf(links, start, record.previousHash, position);
  if (target === 'later') return { kind: 'reordered', seq: here };
  if (links.some((rival, index) => index > position && rival.previousHash === end.hash)) {
    return { kind: 'inserted', seq: here };
  }
  if (target === 'end') return { kind: 'edited', seq: here };
  if (target === 'nowhere') return afterGap(record, end);
  const isGenuine = expectedHead?.hash === record.hash || isFollowed(links, position);
  return { kind: 'inserted', seq: isGenuine ? start.seq + target.index + 2 : here };
}

type Target = 'end' | 'later' | 'nowhere' | { readonly index: number };

/** Where the records join counts as index -1. */
function targetOf(links: readonly ChainLink[], start: ChainEnd, hash: string, position: number): Target {
  const index = links.findIndex((candidate) => candidate.hash === hash);
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

function isFollowed(links: readonly ChainLink[], position: number): boolean {
  return links[position + 1]?.previousHash === links[position]?.hash;
}
