import { err, ok, type Result } from '../result.ts';

/** What a row can say, by the name of the column that somebody may ask for. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => string>>;

export type CsvChosen = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export type NoSuchColumn = {
  readonly kind: 'no-such-column';
  readonly column: string;
  readonly known: readonly string[];
};

/** The columns that were asked for, in their order, or all. Whatever holds a line break is put on one line. */
export function chooseColumns<Row>(
  columns: CsvColumns<Row>,
  asked: string | undefined,
  rows: readonly Row[],
): Result<CsvChosen, NoSuchColumn> {
  const known = Object.keys(columns);
  const names = asked === undefined ? known : asked.split(/[,;]/u).map((name) => name.trim().toLowerCase());
  const chosen = names.map((name) => [name, Object.hasOwn(columns, name) ? columns[name] : undefined] as const);
  const values: ((row: Row) => string)[] = [];
  for (const [column, valueOf] of chosen) {
    if (valueOf === undefined) return err({ kind: 'no-such-column', column, known });
    values.push(valueOf);
  }
  return ok({ columns: names, rows: rows.map((row) => values.map((valueOf) => onOneLine(valueOf(row)))) });
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
