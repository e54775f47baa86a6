import type { IColumn, IColumnSet, IFactSet, IRichTextBlock, ITextRun, CardElement } from '@microsoft/teams.cards';
import { unreachable } from '../../core/result.ts';
import { progressText } from '../../core/views/plain-block.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import { untrustedLabel } from '../../core/views/untrusted-text.ts';
import type { Block, Fact } from '../../core/views/view.ts';
import { escapeMarkdown, inert } from './escape.ts';
import { factMarkdown, textRuns } from './inline.ts';
import { LIMITS } from './limits.ts';
import type { Measure } from './limits.ts';
import { omission } from './omission.ts';
import { tableElements } from './table.ts';

/** The blocks of a view or a form as the elements of a card. */
export function blockElements(blocks: readonly Block[], measure: Measure): CardElement[] {
  const shown = blocks.slice(0, measure.parts);
  return [...shown.flatMap((block) => elementsOf(block, measure)), ...omission(shown.length, blocks.length, 'parts')];
}

function elementsOf(block: Block, measure: Measure): CardElement[] {
  switch (block.kind) {
    case 'text':
      return paragraph(textRuns(block.text, measure.text));
    case 'note':
      return paragraph(textRuns(block.text, measure.text).map((run) => ({ ...run, isSubtle: true, size: 'Small' })));
    case 'facts':
      return factElements(block.facts, measure);
    case 'list':
      return listElements(block, measure);
    case 'table':
      return tableElements(block, measure);
    case 'progress':
      return progressElements(block);
    case 'picture':
      return pictureElements(block);
    default:
      return unreachable(block);
  }
}

function paragraph(runs: ITextRun[]): CardElement[] {
  return runs.length === 0 ? [] : [richText(runs)];
}

function richText(inlines: ITextRun[]): IRichTextBlock {
  return { type: 'RichTextBlock', inlines };
}

function factElements(facts: readonly Fact[], { facts: most, text }: Measure): CardElement[] {
  const shown = facts.slice(0, most);
  const set: IFactSet = {
    type: 'FactSet',
    facts: shown.map(({ label, value }) => ({
      title: escapeMarkdown(untrustedLabel(label, LIMITS.label)),
      value: factMarkdown(value, text) || '-',
    })),
  };
  return [...(shown.length === 0 ? [] : [set]), ...omission(shown.length, facts.length, 'facts')];
}

function listElements(
  { items, total }: Extract<Block, { kind: 'list' }>,
  { items: most, text }: Measure,
): CardElement[] {
  const shown = items.slice(0, most);
  const bullet: ITextRun = { type: 'TextRun', text: '• ' };
  return [
    ...shown.map((item): CardElement => ({ ...richText([bullet, ...textRuns(item, text)]), spacing: 'Small' })),
    ...omission(shown.length, total, 'items'),
  ];
}

/** Teams fetches pictures over HTTPS alone. */
function pictureElements({ href, alt }: Extract<Block, { kind: 'picture' }>): CardElement[] {
  const url = safeHref(href);
  if (url === undefined || !url.startsWith('https:')) return [];
  return [{ type: 'Image', url, altText: untrustedLabel(alt, LIMITS.label), size: 'Stretch', allowExpand: true }];
}

function progressElements(progress: Extract<Block, { kind: 'progress' }>): CardElement[] {
  const { done, of } = progress;
  const words = richText([{ type: 'TextRun', text: inert(progressText(progress)) }]);
  if (of === undefined || of <= 0) return [words];
  const percent = Math.round((Math.min(Math.max(done, 0), of) / of) * 100);
  const bar: IColumnSet = {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [barPart(percent, 'accent'), barPart(100 - percent, 'emphasis')].flat(),
  };
  return [words, bar];
}

/** The bar repeats what the words before it say; a part of no width would be drawn as an equal share. */
function barPart(percent: number, style: 'accent' | 'emphasis'): IColumn[] {
  return percent === 0 ? [] : [{ type: 'Column', width: percent, style, minHeight: '8px', spacing: 'None', items: [] }];
}
