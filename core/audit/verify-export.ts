import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import { parseExport, type ExportPart, type ExportRefused } from './audit-export.ts';
import { startOfChain, type ChainEnd } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import { holdHeads, type RefusedHead } from './hold-heads.ts';
import type { UnreadableLine } from './json-line.ts';
import { parseSignedHeads } from './signed-head-lines.ts';
import { verifyChain, type VerifiedChain } from './verify-chain.ts';

/** All that an outsider needs: no database, no secret key. */
export type ExportEvidence = {
  readonly exported: string;
  /** Public keys from where the account's people keep them, never from the export. */
  readonly keys: readonly KeyObject[];
  /** The file of signed heads, where there is one. */
  readonly heads: string | undefined;
  /** Ends read off messages in a channel: number and hash. */
  readonly posted: readonly Pick<ChainEnd, 'seq' | 'hash'>[];
};

export type VerifiedExport = VerifiedChain & { readonly anchors: number; readonly part: ExportPart | undefined };

export type ExportRejected =
  | { readonly kind: 'export-unreadable'; readonly reason: ExportRefused }
  | { readonly kind: 'heads-unreadable'; readonly reason: UnreadableLine }
  /** A head that nobody with these keys signed: the file was tampered with, or the key is another one. */
  | { readonly kind: 'head-refused'; readonly head: RefusedHead }
  | { readonly kind: 'broken'; readonly at: ChainBreak };

export function verifyExport(evidence: ExportEvidence): Result<VerifiedExport, ExportRejected> {
  const exported = parseExport(evidence.exported);
  if (!exported.ok) return err({ kind: 'export-unreadable', reason: exported.error });
  const { accountId, records, part } = exported.value;
  const kept = parseSignedHeads(evidence.heads ?? '');
  if (!kept.ok) return err({ kind: 'heads-unreadable', reason: kept.error });
  const held = holdHeads(evidence.keys, accountId, [...exported.value.heads, ...kept.value]);
  const [refused] = held.refused;
  if (refused !== undefined) return err({ kind: 'head-refused', head: refused });
  const all = [...held.anchors, ...evidence.posted.map(({ seq, hash }) => ({ accountId, seq, hash }))];
  const anchors = part === undefined ? all : all.filter(({ seq }) => seq > part.after.seq && seq <= part.until);
  const start = part === undefined ? startOfChain(accountId) : { accountId, ...part.after };
  const chain = verifyChain(records, { accountId, anchors, start });
  if (!chain.ok) return err({ kind: 'broken', at: chain.error });
  const wrong = part && (wrongStart(part, all) ?? wrongLength(part, records.length));
  return wrong === undefined
    ? ok({ ...chain.value, anchors: anchors.length, part })
    : err({ kind: 'broken', at: wrong });
}

/** A part names the record that it follows, which may have been sealed as another one. */
function wrongStart({ after }: ExportPart, anchors: readonly ChainEnd[]): ChainBreak | undefined {
  const isOther = anchors.some(({ seq, hash }) => seq === after.seq && hash !== after.hash);
  return isOther ? { kind: 'wrong-head', seq: after.seq, trustedUntil: 0 } : undefined;
}

/** A part says where it ends, so that what is cut off it is found without a head as well. */
function wrongLength({ after, until }: ExportPart, found: number): ChainBreak | undefined {
  const last = after.seq + found;
  if (last === until) return undefined;
  return last < until ? { kind: 'truncated', seq: last + 1 } : { kind: 'inserted', seq: until + 1 };
}
