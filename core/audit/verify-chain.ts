import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { headOf, recordHash, startOfChain, type AuditHead, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import { locateBreak } from './locate-break.ts';
import type { OpenPersonalPart } from './personal-part.ts';

export type VerifyOptions = {
  readonly accountId: Id<'account'>;
  /** Without it the digests are trusted as part of the records, and no personal part is read. */
  readonly openPersonalPart?: OpenPersonalPart;
  /** Where the records join: the start of the chain, or the end before the first of a segment. */
  readonly start?: ChainEnd;
  /** The end the chain must have now. */
  readonly expectedHead?: ChainEnd;
  /** Ends the chain once had, kept where its writer cannot reach: the only defence against a rewrite of everything. */
  readonly anchors?: readonly ChainEnd[];
};

export type VerifiedChain = {
  readonly records: number;
  readonly head: AuditHead | undefined;
  readonly erasedParts: readonly ErasedPart[];
};

export type ErasedPart = { readonly seq: number; readonly memberId: Id<'member'> };

/** Records in the order of the chain; the answer names the first place that is wrong. */
export function verifyChain(
  records: readonly AuditRecord[],
  options: VerifyOptions,
): Result<VerifiedChain, ChainBreak> {
  const erasedParts: ErasedPart[] = [];
  const start = options.start ?? startOfChain(options.accountId);
  let end = start;
  for (const [position, record] of records.entries()) {
    if (!joins(record, end))
      return err(locateBreak(records, position, end, { start, expectedHead: options.expectedHead }));
    const parts = readParts(record, options.openPersonalPart);
    if (!parts.ok) return parts;
    erasedParts.push(...parts.value);
    end = headOf(record);
  }
  const misfit = compareWithEnds(records, start, options);
  if (misfit !== undefined) return err(misfit);
  const last = records.at(-1);
  return ok({ records: records.length, head: last && headOf(last), erasedParts });
}

function joins(record: AuditRecord, end: ChainEnd): boolean {
  return (
    record.accountId === end.accountId &&
    record.seq === end.seq + 1 &&
    record.previousHash === end.hash &&
    record.hash === recordHash(record)
  );
}

function readParts(record: AuditRecord, open: OpenPersonalPart | undefined): Result<readonly ErasedPart[], ChainBreak> {
  if (open === undefined) return ok([]);
  const { accountId, seq } = record;
  const erased: ErasedPart[] = [];
  for (const [index, part] of record.personal.entries()) {
    const opening = open(part, { accountId, seq, index });
    if (opening.kind === 'altered') return err({ kind: 'edited', seq });
    if (opening.kind === 'erased') erased.push({ seq, memberId: part.memberId });
  }
  return ok(erased);
}

/** The records agree with each other; here they are held against what others remember. */
function compareWithEnds(
  records: readonly AuditRecord[],
  start: ChainEnd,
  options: VerifyOptions,
): ChainBreak | undefined {
  const { accountId, expectedHead, anchors = [] } = options;
  const ends = expectedHead === undefined ? anchors : [...anchors, expectedHead];
  let trustedUntil = start.seq;
  for (const end of ends.toSorted((left, right) => left.seq - right.seq)) {
    const found = end.seq === start.seq ? start : records[end.seq - start.seq - 1];
    if (found === undefined && end.accountId === accountId)
      return { kind: 'truncated', seq: start.seq + records.length + 1 };
    if (end.accountId !== accountId || found?.hash !== end.hash) {
      return { kind: 'wrong-head', seq: end.seq, trustedUntil };
    }
    trustedUntil = end.seq;
  }
  if (expectedHead === undefined || start.seq + records.length <= expectedHead.seq) return undefined;
  return { kind: 'inserted', seq: expectedHead.seq + 1 };
}
