import type { ImageBlock, KnownBlock, RichTextBlock, RichTextElement, TableBlock } from '@slack/types';
import { unreachable } from '../../core/result.ts';
import { omissionText } from '../../core/views/omission-text.ts';
import { progressText } from '../../core/views/plain-block.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import type { Block, Fact, Inline } from '../../core/views/view.ts';
import { escapedLabel } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { plainElement, richBlock, richElements, richSection } from './rich-text.ts';
import type { TextBudget } from './text-budget.ts';

type TableOf = Extract<Block, { readonly kind: 'table' }>;
type ListOf = Extract<Block, { readonly kind: 'list' }>;

/** What a surface still lets a message hold: modals take no table, messages one. */
export type Room = { readonly budget: TextBudget; tablesLeft: number };

export function renderBlock(room: Room, block: Block): readonly KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return paragraph(richElements(room.budget, block.text));
    case 'facts':
      return facts(room.budget, block.facts);
    case 'list':
      return list(room.budget, block);
    case 'table':
      return fitsATable(room, block) ? table(room, block) : tableAsList(room.budget, block);
    case 'progress':
      return paragraph(richElements(room.budget, [progressText(block)]));
    case 'note':
      return quote(richElements(room.budget, block.text));
    case 'picture':
      return picture(block);
    default:
      return unreachable(block);
  }
}

function paragraph(elements: RichTextElement[]): readonly RichTextBlock[] {
  return elements.length === 0 ? [] : [richBlock(richSection(elements))];
}

function quote(elements: RichTextElement[]): readonly RichTextBlock[] {
  return elements.length === 0 ? [] : [richBlock({ type: 'rich_text_quote', elements })];
}

function facts(budget: TextBudget, all: readonly Fact[]): readonly RichTextBlock[] {
  const lines: RichTextElement[][] = [];
  for (const { label, value } of all) {
    if (budget.isSpent()) break;
    lines.push(richElements(budget, [{ strong: `${label}:` }, ' ', ...value]));
  }
  return [...paragraph(lines.flatMap(onOwnLine)), ...omitted(lines.length, all.length, 'facts')];
}

function onOwnLine(line: RichTextElement[], index: number): RichTextElement[] {
  return index === 0 ? line : [plainElement('\n'), ...line];
}

function list(budget: TextBudget, { items, total }: ListOf): readonly RichTextBlock[] {
  const shown: RichTextElement[][] = [];
  for (const item of items) {
    if (budget.isSpent()) break;
    shown.push(richElements(budget, item));
  }
  return [...bullets(shown), ...omitted(shown.length, Math.max(total, items.length), 'items')];
}

function bullets(items: readonly RichTextElement[][]): readonly RichTextBlock[] {
  const elements = items.filter((item) => item.length > 0).map((item) => richSection(item));
  return elements.length === 0 ? [] : [richBlock({ type: 'rich_text_list', style: 'bullet', elements })];
}

function fitsATable(room: Room, { columns }: TableOf): boolean {
  return room.tablesLeft > 0 && columns.length > 0 && columns.length <= SLACK_LIMITS.tableColumns;
}

function table(room: Room, { columns, rows, total }: TableOf): readonly KnownBlock[] {
  room.tablesLeft -= 1;
  const head: TableBlock['rows'][number] = columns.map((column) => rawCell(room.budget.take(column)));
  const body: TableBlock['rows'] = [];
  for (const row of rows.slice(0, SLACK_LIMITS.tableRows - 1)) {
    if (room.budget.isSpent()) break;
    body.push(columns.map((_, index) => cell(room.budget, row[index] ?? '')));
  }
  const wrapped = columns.map(() => ({ is_wrapped: true }));
  return [
    { type: 'table', rows: [head, ...body], column_settings: wrapped },
    ...omitted(body.length, Math.max(total, rows.length), 'rows'),
  ];
}

function cell(budget: TextBudget, inline: Inline): TableBlock['rows'][number][number] {
  const elements = richElements(budget, [inline]);
  return elements.length === 0 ? rawCell('') : richBlock(richSection(elements));
}

/** Slack refuses an empty cell, and a dash reads as "nothing" to everybody. */
function rawCell(text: string): TableBlock['rows'][number][number] {
  return { type: 'raw_text', text: text.trim() === '' ? '–' : text };
}

/** Where no table is taken, every row says its columns by name. */
function tableAsList(budget: TextBudget, { columns, rows, total }: TableOf): readonly RichTextBlock[] {
  const items = rows.map((row) =>
    row.flatMap((value, index): Inline[] => [index === 0 ? '' : '; ', `${columns[index] ?? ''}: `, value]),
  );
  return list(budget, { kind: 'list', items, total });
}

/** Slack fetches it while the message is posted, and only from an address that is not too long. */
function picture({ href, alt }: Extract<Block, { readonly kind: 'picture' }>): readonly ImageBlock[] {
  const url = safeHref(href);
  if (url === undefined || url.length > SLACK_LIMITS.imageUrl) return [];
  return [{ type: 'image', image_url: url, alt_text: escapedLabel(alt, SLACK_LIMITS.imageAlt) }];
}

/** Said outside the budget, so that it is said even when the budget is spent. */
function omitted(shown: number, total: number, noun: 'items' | 'facts' | 'rows'): readonly RichTextBlock[] {
  return shown >= total ? [] : paragraph([plainElement(escapedLabel(omissionText(shown, total, noun), 200))]);
}
