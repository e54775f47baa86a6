import { err, ok, type Result } from '../result.ts';

/** One record and the line it begins on, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** Where a quoted value begins that never ends, or ends in the middle of a value: nothing after it can be trusted. */
export type BrokenQuote = { readonly kind: 'broken-quote'; readonly line: number };

/** Splits a text into records and cells. A quote inside of a bare value is a letter, as in 5" screen. */
export function splitRecords(text: string, delimiter: string): Result<readonly CsvRecord[], BrokenQuote> {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = readRecord(text, { at, line, delimiter });
    if (!record.ok) return record;
    records.push({ line, cells: record.value.cells });
    ({ at, line } = record.value);
  }
  return ok(records);
}

type Place = { readonly at: number; readonly line: number; readonly delimiter: string };
type ReadRecord = { readonly cells: readonly string[]; readonly at: number; readonly line: number };

function readRecord(text: string, place: Place): Result<ReadRecord, BrokenQuote> {
  const cells: string[] = [];
  let { at, line } = place;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at, place.delimiter);
    if (cell === undefined) return err({ kind: 'broken-quote', line });
    cells.push(cell.value);
    line += linesIn(cell.value);
    at = cell.end;
    const after = text[at];
    if (after === place.delimiter) at += 1;
    else if (after === undefined) return ok({ cells, at, line });
    else if (after === '\r' || after === '\n') return ok({ cells, at: afterBreak(text, at), line: line + 1 });
    else return err({ kind: 'broken-quote', line });
  }
}

type Cell = { readonly value: string; readonly end: number };

function quotedCell(text: string, start: number): Cell | undefined {
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end === -1) return undefined;
    if (text[end + 1] !== '"') return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
    from = end + 2;
  }
}

function bareCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(start, end), end };
}

function linesIn(value: string): number {
  return value.split(/\r\n|\r|\n/u).length - 1;
}

function afterBreak(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}
