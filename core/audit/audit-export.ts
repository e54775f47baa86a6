import { z } from 'zod';
import { idSchema, type Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { AuditRecord } from './audit-record.ts';
import { canonicalJson, type CanonicalValue } from './canonical.ts';
import type { SignedHead } from './head-signature.ts';
import { parseJsonLines, type UnreadableLine } from './json-line.ts';
import { AuditRecordSchema } from './record-schema.ts';
import { plainSignedHead, SignedHeadSchema } from './signed-head-lines.ts';

/** A whole chain in one file: what a verifier needs without the database. */
export type AuditExport = {
  readonly accountId: Id<'account'>;
  readonly records: readonly AuditRecord[];
  /** Signed heads, oldest first; they are claims until their signatures are verified with a key from elsewhere. */
  readonly heads: readonly SignedHead[];
};

export type ExportRefused = { readonly kind: 'no-header' } | UnreadableLine;

/** JSON lines: one header, then records, then heads. */
export function exportChain({ accountId, records, heads }: AuditExport): string {
  const lines: CanonicalValue[] = [
    { line: 'header', format: FORMAT, accountId },
    ...records.map((record) => ({ line: 'record', record: { ...record, at: record.at.toString() } })),
    ...heads.map((signed) => ({ line: 'head', ...plainSignedHead(signed) })),
  ];
  return lines.map((line) => `${canonicalJson(line)}\n`).join('');
}

export function parseExport(text: string): Result<AuditExport, ExportRefused> {
  const lines = parseJsonLines(text, ExportLine);
  if (!lines.ok) return lines;
  const [header, ...rest] = lines.value;
  if (header?.line !== 'header') return err({ kind: 'no-header' });
  return collect(header.accountId, rest);
}

const FORMAT = 'usher-audit/1';

const ExportLine = z.discriminatedUnion('line', [
  z.strictObject({ line: z.literal('header'), format: z.literal(FORMAT), accountId: idSchema('account') }),
  z.strictObject({ line: z.literal('record'), record: AuditRecordSchema }),
  SignedHeadSchema.extend({ line: z.literal('head') }),
]);

type ExportLine = z.infer<typeof ExportLine>;

function collect(accountId: Id<'account'>, lines: readonly ExportLine[]): Result<AuditExport, ExportRefused> {
  const records: AuditRecord[] = [];
  const heads: SignedHead[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.line === 'record') records.push(line.record);
    else if (line.line === 'head') heads.push({ head: line.head, signer: line.signer, signature: line.signature });
    else return err({ kind: 'unreadable-line', line: index + 2, reason: 'a second header' });
  }
  return ok({ accountId, records, heads });
}
