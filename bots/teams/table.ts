import type { CardElement, IContainer, ITable, ITableCell } from '@microsoft/teams.cards';
import type { Block, Inline } from '../../core/views/view.ts';
import { factMarkdown, textRuns } from './inline.ts';
import type { Measure } from './limits.ts';
import { omission } from './omission.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** A table of schema 1.5; a client that cannot draw one gets each row as a line. */
export function tableElements(block: TableBlock, measure: Measure): CardElement[] {
  const columns = block.columns.slice(0, measure.columns);
  const rows = block.rows.slice(0, measure.rows).map((row) => columns.map((_, index) => row[index] ?? ''));
  if (columns.length === 0) return [];
  const head = columns.map((column): Inline => ({ strong: column }));
  const table: ITable = {
    type: 'Table',
    firstRowAsHeaders: true,
    columns: columns.map((_, index) => ({ width: shareOf([head, ...rows].map((cells) => cells[index] ?? '')) })),
    rows: [head, ...rows].map((cells) => ({
      type: 'TableRow',
      cells: cells.map((cell) => tableCell(cell, measure)),
    })),
  };
  return [
    measure.hasTableFallback ? { ...table, fallback: lines([head, ...rows], measure) } : table,
    ...omission(columns.length, block.columns.length, 'columns'),
    ...omission(rows.length, block.total, 'rows'),
  ];
}

const COMFORTABLE = 16;
const WIDEST = 26;

/** Wide enough for its longest word, which would be broken otherwise, and for a short text on one line. */
function shareOf(cells: readonly Inline[]): number {
  const texts = cells.map((cell) => ({ text: factMarkdown([cell], LONGEST_MEASURED), bold: isBold(cell) }));
  const words = texts.flatMap(({ text, bold }) => text.split(' ').map((word) => roomFor(word, bold)));
  const longest = Math.max(...texts.map(({ text }) => text.length));
  return Math.min(Math.max(...words, Math.min(longest, COMFORTABLE)), WIDEST);
}

const LONGEST_MEASURED = 60;
const PADDING = 3;
const BOLD = 1.35;

function roomFor(word: string, isWide: boolean): number {
  return Math.ceil(word.length * (isWide ? BOLD : 1)) + PADDING;
}

function isBold(cell: Inline): boolean {
  return typeof cell === 'object' && ('strong' in cell || 'member' in cell);
}

function tableCell(cell: Inline, { text }: Measure): ITableCell {
  const inlines = textRuns([cell], text);
  return { type: 'TableCell', items: inlines.length === 0 ? [] : [{ type: 'RichTextBlock', inlines }] };
}

function lines(rows: readonly (readonly Inline[])[], { text }: Measure): IContainer {
  return {
    type: 'Container',
    items: rows.map((cells) => ({
      type: 'RichTextBlock',
      inlines: textRuns(
        cells.flatMap((cell, index): Inline[] => (index === 0 ? [cell] : [' | ', cell])),
        text,
      ),
    })),
  };
}
