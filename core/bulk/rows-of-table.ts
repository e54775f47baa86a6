import { CSV_LIMITS } from '../csv/csv-limits.ts';
import type { CsvTable } from '../csv/read-csv.ts';
import type { CsvRecord } from '../csv/split-records.ts';
import { ok, type Result } from '../result.ts';
import { readHeader, type HeaderRefused, type ReadHeader } from './read-header.ts';
import type { WrittenRow } from './written-row.ts';
import { countOf } from '../views/count-text.ts';

export type WrittenRows = { readonly rows: readonly WrittenRow[]; readonly ignored: readonly string[] };

export function rowsOfTable({ header, rows }: CsvTable): Result<WrittenRows, HeaderRefused> {
  const columns = readHeader(header);
  if (!columns.ok) return columns;
  const written = rows.map((row) => writtenRow(columns.value, header.length, row));
  return ok({ rows: written, ignored: columns.value.ignored });
}

function writtenRow({ columns }: ReadHeader, width: number, { line, cells }: CsvRecord): WrittenRow {
  const at = (index: number | undefined) => (index === undefined ? '' : (cells[index] ?? '').trim());
  const { firstName, lastName, ...plain } = columns;
  const joined = [at(firstName), at(lastName)].filter((part) => part !== '').join(' ');
  const values = Object.fromEntries(Object.entries(plain).map(([field, index]) => [field, at(index)]));
  return {
    number: line,
    values: columns.fullName === undefined ? { ...values, fullName: joined } : values,
    broken: brokenText(cells, width),
    remark: undefined,
  };
}

/** Blank cells at the end are what spreadsheets leave behind; any other one too many means that a value was cut in two. */
function brokenText(cells: readonly string[], width: number): string | undefined {
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    return `The row has ${countOf(cells.length, 'value', 'values')} and the header names ${width}. Put a value that holds the delimiter in double quotes.`;
  return cells.some((cell) => cell.length > CSV_LIMITS.cell)
    ? `A value has more than ${CSV_LIMITS.cell} characters. Shorten it.`
    : undefined;
}
