import { unreachable } from '../result.ts';
import { countText } from './count-text.ts';
import { omissionText, type OmittedNoun } from './omission-text.ts';
import { plainInlines } from './plain-inline.ts';
import { padTo, plainTable, widthOf } from './plain-table.ts';
import { untrustedLabel } from './untrusted-text.ts';
import type { Block, Fact } from './view.ts';

const WIDEST_LABEL = 80;

/** The lines of one block; none when there is nothing in it. */
export function plainBlock(block: Block, timeZone: string): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [plainInlines(block.text, timeZone)].filter((line) => line !== '');
    case 'facts':
      return factLines(block.facts, timeZone);
    case 'list':
      return [
        ...block.items.map((item) => `- ${plainInlines(item, timeZone)}`),
        ...omission(block.items.length, block.total, 'items'),
      ];
    case 'table':
      return [...plainTable(block, timeZone), ...omission(block.rows.length, block.total, 'rows')];
    case 'progress':
      return [progressText(block)];
    case 'picture':
      return [];
    default:
      return unreachable(block);
  }
}

/** `1,240 of 4,400 messages`, or `1,240 messages` while nobody knows how many there will be. */
export function progressText({ label, done, of }: Omit<Extract<Block, { kind: 'progress' }>, 'kind'>): string {
  const what = untrustedLabel(label, WIDEST_LABEL);
  return of === undefined ? `${countText(done)} ${what}` : `${countText(done)} of ${countText(of)} ${what}`;
}

function factLines(facts: readonly Fact[], timeZone: string): readonly string[] {
  const labels = facts.map(({ label }) => `${untrustedLabel(label, WIDEST_LABEL)}:`);
  const width = Math.max(0, ...labels.map(widthOf));
  return facts.map(({ value }, index) =>
    `${padTo(labels[index] ?? '', width, false)}  ${plainInlines(value, timeZone)}`.trimEnd(),
  );
}

function omission(shown: number, total: number, noun: OmittedNoun): readonly string[] {
  return shown < total ? [omissionText(shown, total, noun)] : [];
}
