import { plainInline } from './plain-inline.ts';
import { cutText } from './untrusted-text.ts';
import type { Block, Inline } from './view.ts';

const WIDEST_CELL = 80;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Table = Extract<Block, { kind: 'table' }>;

/** Columns padded to equal width under their headings; amounts and numbers stand right-aligned. */
export function plainTable({ columns, rows }: Pick<Table, 'columns' | 'rows'>, timeZone: string): readonly string[] {
  const cellText = (cell: Inline): string => cutText(plainInline(cell, timeZone).trim(), WIDEST_CELL);
  const lines = [columns.map(cellText), ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  const isRight = columns.map((_, column) => rows.length > 0 && rows.every((row) => isNumeric(row[column])));

  const texts = lines.map((line) =>
    widths.map((width, column) => padTo(line[column] ?? '', width, isRight[column] ?? false)).join('  '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return texts.toSpliced(1, 0, rule).map((text) => text.trimEnd());
}

function isNumeric(cell: Inline | undefined): boolean {
  if (typeof cell === 'string') return /^-?[\d,.]+$/.test(cell);
  return cell !== undefined && 'money' in cell;
}

export function padTo(text: string, width: number, isRight: boolean): string {
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isRight ? padding + text : text + padding;
}

/** How many characters a reader counts, which is not how many the machine stores. */
export function widthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}
