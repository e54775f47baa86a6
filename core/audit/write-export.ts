import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { headerLine, headLine, recordLine } from './audit-export.ts';
import { headOf, startOfChain, type AuditHead, type AuditRecord } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import { signHead, type SignedHead } from './head-signature.ts';
import { holdHeads } from './hold-heads.ts';
import type { PartOfChain } from './part-of-time.ts';
import { verifyAccount, type Looking, type VerifyAccountDeps, type Within } from './verify-account.ts';

export type WrittenExport = { readonly text: string; readonly records: number };

export type ExportNotWritten =
  | { readonly kind: 'too-large' }
  /** What does not hold is not handed out with a signature. */
  | { readonly kind: 'broken'; readonly at: ChainBreak };

type Writing = { readonly accountId: Id<'account'>; readonly part: PartOfChain; readonly mostBytes: number };

/** Verifies and writes in one walk, page by page: of what was written nothing is kept but its text. */
export async function writeExport(
  deps: VerifyAccountDeps,
  within: Within,
  { accountId, part, mostBytes }: Writing,
): Promise<Result<WrittenExport, ExportNotWritten>> {
  const { after, until, isWhole } = part;
  const pieces = [headerLine(accountId, isWhole ? undefined : { after: { seq: after.seq, hash: after.hash }, until })];
  let bytes = 0;
  let head: AuditHead | undefined;
  const onPage = (page: readonly AuditRecord[]): 'on' | 'enough' => {
    const records = page.filter((one) => isIn(part, one));
    const last = records.at(-1);
    if (last !== undefined) head = headOf(last);
    const piece = records.map(recordLine).join('');
    bytes += Buffer.byteLength(piece);
    pieces.push(piece);
    return bytes > mostBytes ? 'enough' : 'on';
  };
  const kept = await deps.heads.file.read(accountId);
  const verified = await verifyAccount(deps, within, accountId, { ...betweenSeals(deps, kept, part), onPage });
  if (!verified.ok) return err({ kind: 'broken', at: verified.error });
  if (bytes > mostBytes) return err({ kind: 'too-large' });
  pieces.push(...headsFor(deps, kept, part, head).map(headLine));
  return ok({ text: pieces.join(''), records: (head?.seq ?? after.seq) - after.seq });
}

function isIn({ after, until }: PartOfChain, { seq }: { readonly seq: number }): boolean {
  return seq > after.seq && seq <= until;
}

/**
 * From the sealed head before a part on to the one behind it. A part whose own records hold may stand on some that were
 * written over, or at an end where others were cut off: our signature would vouch for what is left.
 */
function betweenSeals(
  { heads: { keys } }: VerifyAccountDeps,
  kept: readonly SignedHead[],
  { after, until }: PartOfChain,
): Pick<Looking, 'after' | 'until'> {
  if (keys.length === 0) return { after, until };
  const { anchors } = holdHeads(keys, after.accountId, kept);
  return {
    after: anchors.findLast(({ seq }) => seq <= after.seq) ?? startOfChain(after.accountId),
    until: anchors.find(({ seq }) => seq >= until)?.seq ?? until,
  };
}

/** Those that were kept, and one for the end of this export, so that cutting it off is found. */
function headsFor(
  { heads: { keys } }: VerifyAccountDeps,
  kept: readonly SignedHead[],
  part: PartOfChain,
  head: AuditHead | undefined,
): readonly SignedHead[] {
  const [key] = keys;
  if (key === undefined || head === undefined) return [];
  return [...kept.filter((one) => isIn(part, one.head)), signHead(key, head)];
}
