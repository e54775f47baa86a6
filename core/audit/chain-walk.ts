import type { Id } from '../ids.ts';
import { headOf, recordHash, type AuditHead, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import type { OpenPersonalPart } from './personal-part.ts';

export type ErasedPart = { readonly seq: number; readonly memberId: Id<'member'> };

/** How far a chain was verified, page by page: nothing of the records is kept but where they end. */
export type ChainWalk = {
  readonly start: ChainEnd;
  readonly end: ChainEnd;
  readonly head: AuditHead | undefined;
  readonly erasedParts: readonly ErasedPart[];
  /** Ends that others remember and that are still to be met, in the order of the chain. */
  readonly ahead: readonly ChainEnd[];
  /** The last of them that fitted. */
  readonly trustedUntil: number;
  /** The first that did not; a record that does not join is named before it. */
  readonly misfit: ChainBreak | undefined;
};

export type ChainStep =
  | { readonly kind: 'on'; readonly walk: ChainWalk }
  | { readonly kind: 'broken'; readonly at: ChainBreak }
  /** What happened to it shows only beside the others: `locateBreak` says. `position` counts from the start. */
  | { readonly kind: 'unjoined'; readonly walk: ChainWalk; readonly record: AuditRecord; readonly position: number };

export function beginWalk(start: ChainEnd, ends: readonly ChainEnd[]): ChainWalk {
  const ahead = ends.toSorted((left, right) => left.seq - right.seq);
  const begun = { start, end: start, head: undefined, erasedParts: [], ahead, misfit: undefined };
  return meetEnds({ ...begun, trustedUntil: start.seq });
}

/** Goes on over the next records, each of which must join the one before. */
export function walkOn(
  from: ChainWalk,
  records: readonly AuditRecord[],
  openPersonalPart: OpenPersonalPart | undefined,
): ChainStep {
  let walk = from;
  const erasedParts = [...from.erasedParts];
  for (const record of records) {
    if (!joins(record, walk.end)) {
      return { kind: 'unjoined', walk, record, position: walk.end.seq - walk.start.seq };
    }
    const erased = erasedIn(record, openPersonalPart);
    if (erased === undefined) return { kind: 'broken', at: { kind: 'edited', seq: record.seq } };
    erasedParts.push(...erased);
    const head = headOf(record);
    walk = meetEnds({ ...walk, end: head, head });
  }
  return { kind: 'on', walk: { ...walk, erasedParts } };
}

/** The records agree with each other; what others remember of them is held against their end, too. */
export function breakAtEnd(
  { end, ahead, trustedUntil, misfit }: ChainWalk,
  expectedHead?: ChainEnd,
): ChainBreak | undefined {
  if (misfit !== undefined) return misfit;
  const [beyond] = ahead;
  if (beyond !== undefined) {
    return beyond.accountId === end.accountId
      ? { kind: 'truncated', seq: end.seq + 1 }
      : { kind: 'wrong-head', seq: beyond.seq, trustedUntil };
  }
  if (expectedHead === undefined || end.seq <= expectedHead.seq) return undefined;
  return { kind: 'inserted', seq: expectedHead.seq + 1 };
}

function joins(record: AuditRecord, end: ChainEnd): boolean {
  return (
    record.accountId === end.accountId &&
    record.seq === end.seq + 1 &&
    record.previousHash === end.hash &&
    record.hash === recordHash(record)
  );
}

/** Undefined when a part was altered. */
function erasedIn(record: AuditRecord, open: OpenPersonalPart | undefined): readonly ErasedPart[] | undefined {
  if (open === undefined) return [];
  const { accountId, seq } = record;
  const erased: ErasedPart[] = [];
  for (const [index, part] of record.personal.entries()) {
    const opening = open(part, { accountId, seq, index });
    if (opening.kind === 'altered') return undefined;
    if (opening.kind === 'erased') erased.push({ seq, memberId: part.memberId });
  }
  return erased;
}

/** Holds where the walk is now against what others remember of this place. */
function meetEnds(walk: ChainWalk): ChainWalk {
  const { end, ahead } = walk;
  const [next, ...rest] = ahead;
  if (next === undefined || next.seq > end.seq) return walk;
  const fits = next.accountId === end.accountId && next.hash === end.hash;
  const { trustedUntil } = walk;
  const met = { ...walk, ahead: rest };
  if (walk.misfit !== undefined) return meetEnds(met);
  return fits
    ? meetEnds({ ...met, trustedUntil: next.seq })
    : meetEnds({ ...met, misfit: { kind: 'wrong-head', seq: next.seq, trustedUntil } });
}
