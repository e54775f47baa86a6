import { z } from 'zod';
import { idSchema, type Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { START_HASH, type AuditRecord, type ChainEnd } from './audit-record.ts';
import { canonicalJson, type CanonicalValue } from './canonical.ts';
import type { SignedHead } from './head-signature.ts';
import { parseJsonLines, type UnreadableLine } from './json-line.ts';
import { AuditRecordSchema } from './record-schema.ts';
import { plainSignedHead, SignedHeadSchema } from './signed-head-lines.ts';

/** A chain in one file: what a verifier needs without the database. */
export type AuditExport = {
  readonly accountId: Id<'account'>;
  /** Undefined for a whole chain. */
  readonly part?: ExportPart | undefined;
  readonly records: readonly AuditRecord[];
  /** Signed heads, oldest first; they are claims until their signatures are verified with a key from elsewhere. */
  readonly heads: readonly SignedHead[];
};

/** Of a longer chain, the records behind one end of it up to another. */
export type ExportPart = { readonly after: Pick<ChainEnd, 'seq' | 'hash'>; readonly until: number };

export type ExportRefused = { readonly kind: 'no-header' } | UnreadableLine;

/** JSON lines: one header, then records, then heads. */
export function exportChain({ accountId, part, records, heads }: AuditExport): string {
  return [headerLine(accountId, part), ...records.map(recordLine), ...heads.map(headLine)].join('');
}

export function headerLine(accountId: Id<'account'>, part: ExportPart | undefined): string {
  return lineOf({ line: 'header', format: FORMAT, accountId, ...(part === undefined ? {} : { part }) });
}

export function recordLine(record: AuditRecord): string {
  return lineOf({ line: 'record', record: { ...record, at: record.at.toString() } });
}

export function headLine(signed: SignedHead): string {
  return lineOf({ line: 'head', ...plainSignedHead(signed) });
}

export function parseExport(text: string): Result<AuditExport, ExportRefused> {
  const lines = parseJsonLines(text, ExportLine);
  if (!lines.ok) return lines;
  const [header, ...rest] = lines.value;
  if (header?.line !== 'header') return err({ kind: 'no-header' });
  return collect(header, rest);
}

const FORMAT = 'usher-audit/1';

function lineOf(value: CanonicalValue): string {
  return `${canonicalJson(value)}\n`;
}

const Part = z.strictObject({
  after: z
    .strictObject({ seq: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/u) })
    .refine(({ seq, hash }) => seq > 0 || hash === START_HASH, 'nothing stands before the start of the chain'),
  until: z.int().positive(),
});

const ExportLine = z.discriminatedUnion('line', [
  z.strictObject({
    line: z.literal('header'),
    format: z.literal(FORMAT),
    accountId: idSchema('account'),
    part: Part.optional(),
  }),
  z.strictObject({ line: z.literal('record'), record: AuditRecordSchema }),
  SignedHeadSchema.extend({ line: z.literal('head') }),
]);

type ExportLine = z.infer<typeof ExportLine>;

function collect(
  { accountId, part }: Extract<ExportLine, { line: 'header' }>,
  lines: readonly ExportLine[],
): Result<AuditExport, ExportRefused> {
  const records: AuditRecord[] = [];
  const heads: SignedHead[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.line === 'record') records.push(line.record);
    else if (line.line === 'head') heads.push({ head: line.head, signer: line.signer, signature: line.signature });
    else return err({ kind: 'unreadable-line', line: index + 2, reason: 'a second header' });
  }
  return ok({ accountId, part, records, heads });
}
