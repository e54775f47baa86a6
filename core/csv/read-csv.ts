import { err, ok, type Result } from '../result.ts';
import { CSV_LIMITS } from './csv-limits.ts';
import { splitRecords, type BrokenQuote, type CsvRecord } from './split-records.ts';

export type CsvTable = { readonly header: readonly string[]; readonly rows: readonly CsvRecord[] };

export type CsvRefused =
  | BrokenQuote
  | { readonly kind: 'null-character'; readonly line: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'too-many-rows'; readonly rows: number; readonly most: number }
  | { readonly kind: 'too-many-columns'; readonly columns: number; readonly most: number }
  | { readonly kind: 'too-large' };

/**
 * RFC 4180 with the three delimiters that spreadsheets write. The first line that is not blank is the header; blank lines
 * count for the line numbers only.
 */
export function readCsv(raw: string): Result<CsvTable, CsvRefused> {
  if (raw.length > CSV_LIMITS.bytes) return err({ kind: 'too-large' });
  const text = raw.replace(/^\ufeff/u, '');
  const nul = text.indexOf('\0');
  if (nul !== -1) return err({ kind: 'null-character', line: text.slice(0, nul).split('\n').length });
  const records = splitRecords(text, delimiterOf(text));
  if (!records.ok) return records;
  const [header, ...rows] = records.value.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (header === undefined) return err({ kind: 'empty' });
  const columns = header.cells.length;
  if (columns > CSV_LIMITS.columns) return err({ kind: 'too-many-columns', columns, most: CSV_LIMITS.columns });
  if (rows.length === 0) return err({ kind: 'no-rows' });
  if (rows.length > CSV_LIMITS.rows) return err({ kind: 'too-many-rows', rows: rows.length, most: CSV_LIMITS.rows });
  return ok({ header: header.cells, rows });
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The one that stands most often in the header, outside of quotes; a comma when there is none. */
function delimiterOf(text: string): string {
  const [header = ''] = text
    .trimStart()
    .replaceAll(/"[^"]*"/gu, '')
    .split(/\r|\n/u);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.toSorted((one, other) => other.count - one.count)[0]?.delimiter ?? ',';
}
