import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { headerLine, headLine, recordLine } from './audit-export.ts';
import type { AuditRecord } from './audit-record.ts';
import type { ChainBreak } from './chain-break.ts';
import { signHead } from './head-signature.ts';
import type { PartOfChain } from './part-of-time.ts';
import { verifyAccount, type VerifyAccountDeps, type Within } from './verify-account.ts';

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
  const onPage = (records: readonly AuditRecord[]): 'on' | 'enough' => {
    const piece = records.map(recordLine).join('');
    bytes += Buffer.byteLength(piece);
    pieces.push(piece);
    return bytes > mostBytes ? 'enough' : 'on';
  };
  const verified = await verifyAccount(deps, within, accountId, { after, until, onPage });
  if (!verified.ok) return err({ kind: 'broken', at: verified.error });
  if (bytes > mostBytes) return err({ kind: 'too-large' });
  const { head, records } = verified.value;
  const [key] = deps.heads.keys;
  if (key !== undefined && head !== undefined) {
    // Those that were kept, and one for the end of this export, so that cutting it off is found.
    const kept = (await deps.heads.file.read(accountId)).filter(
      (one) => one.head.seq > after.seq && one.head.seq <= until,
    );
    pieces.push(...[...kept, signHead(key, head)].map(headLine));
  }
  return ok({ text: pieces.join(''), records });
}
