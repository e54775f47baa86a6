import { CSV_LIMITS } from '../csv/csv-limits.ts';
import { readCsv, type CsvRefused } from '../csv/read-csv.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { ROW_FIELD_NAMES } from './batch-row.ts';
import { HEADER_LINE, type HeaderRefused } from './read-header.ts';
import { rowsOfList } from './rows-of-list.ts';
import { rowsOfTable, type WrittenRows } from './rows-of-table.ts';

export type TextRefused = CsvRefused | HeaderRefused;

/** A table with a header, or a list of people when the first line holds an address already. */
export function rowsOfText(text: string): Result<WrittenRows, TextRefused> {
  const first = text.split(/[\r\n]/u).find((line) => line.trim() !== '') ?? '';
  if (first.includes('@')) return rowsOfPeople(text);
  const table = readCsv(text);
  return table.ok ? rowsOfTable(table.value) : table;
}

function rowsOfPeople(text: string): Result<WrittenRows, TextRefused> {
  if (text.includes('\0')) return err({ kind: 'null-character', line: 1 });
  const rows = rowsOfList(text);
  return rows.length > CSV_LIMITS.rows
    ? err({ kind: 'too-many-rows', rows: rows.length, most: CSV_LIMITS.rows })
    : ok({ rows, ignored: [] });
}

/** Why the whole cannot be read, and the way out, in a sentence that can stand on the field. */
export function textRefusedSentence(refused: TextRefused): string {
  switch (refused.kind) {
    case 'broken-quote':
      return `Line ${refused.line}: a quote is opened and not closed where the value ends. Write a quote inside of a value twice.`;
    case 'null-character':
      return `Line ${refused.line} holds a null character, so this is no text. Save the table as CSV UTF-8.`;
    case 'empty':
      return `It is empty. Begin with a header line such as ${HEADER_LINE}.`;
    case 'no-rows':
      return 'There is a header and nobody below it. Add a row for each person.';
    case 'too-many-rows':
      return `There are ${refused.rows} rows, and at most ${refused.most} go at once. Split it in parts.`;
    case 'too-many-columns':
      return `There are ${refused.columns} columns, and at most ${refused.most} are read. Leave out those that are not needed.`;
    case 'too-large':
      return 'It is larger than 1 MiB. Split it in parts.';
    case 'column-missing':
      return `The header names no column for ${refused.missing.map((field) => ROW_FIELD_NAMES[field]).join(' and ')}. Use the header line ${HEADER_LINE}; only the first two are needed.`;
    case 'column-twice':
      return `Two columns mean the same: ${refused.headings.join(' and ')}. Leave one out.`;
    default:
      return unreachable(refused);
  }
}
