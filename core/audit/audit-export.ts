import { z } from 'zod';
import { idSchema, type Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { AuditHead, AuditRecord } from './audit-record.ts';
import { canonicalJson, type CanonicalValue } from './canonical.ts';
import type { SignedHead } from './head-signature.ts';
import { AuditHeadSchema, AuditRecordSchema } from './record-schema.ts';

/** A whole chain in one file: what a verifier needs without the database. */
export type AuditExport = {
  readonly accountId: Id<'account'>;
  readonly records: readonly AuditRecord[];
  /** Signed heads, oldest first; they are claims until their signatures are verified with a key from elsewhere. */
  readonly heads: readonly SignedHead[];
};

/** `line` counts from 1. */
export type ExportRefused =
  | { readonly kind: 'no-header' }
  | { readonly kind: 'unreadable-line'; readonly line: number; readonly reason: string };

/** JSON lines: one header, then records, then heads. */
export function exportChain({ accountId, records, heads }: AuditExport): string {
  const lines: CanonicalValue[] = [
    { line: 'header', format: FORMAT, accountId },
    ...records.map((record) => ({ line: 'record', record: { ...record, at: record.at.toString() } })),
    ...heads.map((signed) => ({ line: 'head', ...signed, head: plainHead(signed.head) })),
  ];
  return lines.map((line) => `${canonicalJson(line)}\n`).join('');
}

export function parseExport(text: string): Result<AuditExport, ExportRefused> {
  const lines: ExportLine[] = [];
  for (const [index, source] of text.trimEnd().split('\n').entries()) {
    const parsed = parseLine(source);
    if (!parsed.ok) return err({ kind: 'unreadable-line', line: index + 1, reason: parsed.error });
    lines.push(parsed.value);
  }
  const [header, ...rest] = lines;
  if (header?.line !== 'header') return err({ kind: 'no-header' });
  return collect(header.accountId, rest);
}

const FORMAT = 'usher-audit/1';

const ExportLine = z.discriminatedUnion('line', [
  z.strictObject({ line: z.literal('header'), format: z.literal(FORMAT), accountId: idSchema('account') }),
  z.strictObject({ line: z.literal('record'), record: AuditRecordSchema }),
  z.strictObject({ line: z.literal('head'), head: AuditHeadSchema, signer: z.string(), signature: z.string() }),
]);

type ExportLine = z.infer<typeof ExportLine>;

function parseLine(source: string): Result<ExportLine, string> {
  const json = parseJson(source);
  if (!json.ok) return json;
  const line = ExportLine.safeParse(json.value);
  return line.success ? ok(line.data) : err(z.prettifyError(line.error));
}

function parseJson(source: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(source));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(error.message);
  }
}

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

function plainHead({ accountId, seq, hash, at }: AuditHead): CanonicalValue {
  return { accountId, seq, hash, at: at.toString() };
}
