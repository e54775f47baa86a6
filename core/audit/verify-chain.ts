import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { startOfChain, type AuditHead, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import { beginWalk, breakAtEnd, walkOn, type ChainWalk, type ErasedPart } from './chain-walk.ts';
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

/** Records in the order of the chain, all at once; the answer names the first place that is wrong. */
export function verifyChain(
  records: readonly AuditRecord[],
  { accountId, openPersonalPart, start = startOfChain(accountId), expectedHead, anchors = [] }: VerifyOptions,
): Result<VerifiedChain, ChainBreak> {
  const ends = expectedHead === undefined ? anchors : [...anchors, expectedHead];
  const step = walkOn(beginWalk(start, ends), records, openPersonalPart);
  switch (step.kind) {
    case 'broken':
      return err(step.at);
    case 'unjoined': {
      const { record, position } = step;
      return err(locateBreak({ links: records, record, position }, { start, end: step.walk.end, expectedHead }));
    }
    case 'on': {
      const { walk } = step;
      const misfit = breakAtEnd(walk, expectedHead);
      return misfit === undefined ? ok(verifiedOf(walk)) : err(misfit);
    }
    default:
      return unreachable(step);
  }
}

/** What is known of a chain whose walk came to its end. */
export function verifiedOf({ start, end, head, erasedParts }: ChainWalk): VerifiedChain {
  return { records: end.seq - start.seq, head, erasedParts };
}
