import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../core/billing/money.ts';
import { unreachable } from '../../core/result.ts';
import { countText } from '../../core/views/count-text.ts';
import { untrustedText } from '../../core/views/untrusted-text.ts';
import type { Action, Block, Inline, SealedView } from '../../core/views/view.ts';
import { HOSTILE, LONG_END } from '../fixtures/hostile-text.ts';
import { HOSTILE_PLACES, UNSAFE_HREFS, unsafeLinkView, unsafeOpenView } from '../fixtures/hostile-views.ts';
import { HUGE_VIEW, LARGE_VIEWS, MANY_ACTIONS, type LargeView } from '../fixtures/large-views.ts';
import { aView } from '../fixtures/view-parts.ts';
import { VIEWS } from '../fixtures/views.ts';

export type Renderer<Rendered> = {
  readonly name: string;
  readonly render: (view: SealedView) => Rendered;
  /** All that a person reads, in reading order and with the platform's escapes undone; labels of buttons included. */
  readonly textOf: (rendered: Rendered) => string;
  /** What a screen reader or a notification gets. */
  readonly fallbackOf: (rendered: Rendered) => string;
  /** Broken schemas and exceeded limits, in words; empty when the platform would take it. */
  readonly validate: (rendered: Rendered) => readonly string[];
  /** The ids of the stored actions behind buttons and the addresses that link buttons open. */
  readonly actionsOf: (rendered: Rendered) => readonly string[];
  /** Whether nothing in the output mentions, links, formats or evaluates because of this text or address. */
  readonly isInert: (rendered: Rendered, hostile: string) => boolean;
};

/** What every renderer of views keeps, whatever the platform. */
export function rendererContract<Rendered>(renderer: Renderer<Rendered>): void {
  describe(`${renderer.name} renders every view`, () => {
    describe.each(Object.entries<SealedView>(VIEWS))('%s', (_name, view) => {
      viewContract(renderer, view);
    });
    toldApartContract(renderer);
  });
  describe(`${renderer.name} says what it leaves out`, () => {
    describe.each(Object.entries<LargeView>(LARGE_VIEWS))('%s', (noun, large) => {
      largeContract(renderer, noun, large);
    });
    limitsContract(renderer);
  });
  hostileContract(renderer);
}

function viewContract<Rendered>(renderer: Renderer<Rendered>, view: SealedView): void {
  test('is valid', () => {
    expect(renderer.validate(renderer.render(view))).toEqual([]);
  });

  test('has a fallback text', () => {
    expect(renderer.fallbackOf(renderer.render(view)).trim()).not.toBe('');
  });

  test('shows every word and value or says that it was shortened', () => {
    const text = read(renderer, view);

    expect(wordsOf(view).filter((word) => !isShown(text, word))).toEqual([]);
  });

  test('offers every action or says what is missing', () => {
    expect(silentlyMissing(renderer, view)).toEqual([]);
  });
}

function toldApartContract<Rendered>(renderer: Renderer<Rendered>): void {
  test('a tone is told apart without colour', () => {
    const texts = (['neutral', 'good', 'attention', 'bad'] as const).map((tone) => read(renderer, aView({ tone })));

    expect(new Set(texts).size).toBe(4);
  });
}

function largeContract<Rendered>(renderer: Renderer<Rendered>, noun: string, { view, total, marker }: LargeView): void {
  test('stay within the limits', () => {
    expect(renderer.validate(renderer.render(view))).toEqual([]);
  });

  test('are all shown or counted in words', () => {
    const text = read(renderer, view);

    const shown = Array.from({ length: total }, (_, nth) => marker(nth)).filter((mark) => text.includes(mark)).length;
    const isTold = shown === total || text.includes(`Showing ${shown} of ${total} ${noun}`);
    expect(shown).toBeGreaterThanOrEqual(5);
    expect(isTold, `${shown} of ${total} ${noun} in "…${text.slice(-200)}"`).toBe(true);
  });
}

function limitsContract<Rendered>(renderer: Renderer<Rendered>): void {
  test('too many actions are all offered or counted in words', () => {
    expect(renderer.validate(renderer.render(MANY_ACTIONS))).toEqual([]);
    expect(silentlyMissing(renderer, MANY_ACTIONS)).toEqual([]);
  });

  test('a view beyond every limit is still valid and has its title', () => {
    const rendered = renderer.render(HUGE_VIEW);

    expect(renderer.validate(rendered)).toEqual([]);
    expect(plain(renderer.textOf(rendered))).toContain(HUGE_VIEW.title.slice(0, 20));
  });

  test('a part of a longer list says how much is missing', () => {
    expect(read(renderer, VIEWS.partOfList)).toContain('Showing 2 of 1,240 items');
  });

  test.each(['longText', 'longValue'] as const)('a %s that is cut says so in words', (name) => {
    const text = read(renderer, VIEWS[name]);

    expect(text.includes(LONG_END) || text.includes('(shortened)')).toBe(true);
  });
}

function hostileContract<Rendered>(renderer: Renderer<Rendered>): void {
  describe.each(Object.entries(HOSTILE_PLACES))(
    `${renderer.name} keeps hostile text inert in %s`,
    (_place, viewWith) => {
      test.each(Object.entries<string>(HOSTILE))('%s', (_name, hostile) => {
        const rendered = renderer.render(viewWith(hostile));

        expect(renderer.validate(rendered)).toEqual([]);
        expect(renderer.isInert(rendered, hostile)).toBe(true);
        expect(plain(renderer.textOf(rendered))).toContain(plain(untrustedText(hostile)));
      });
    },
  );

  test.each(UNSAFE_HREFS)(`${renderer.name} never links to %s`, (href) => {
    for (const view of [unsafeLinkView(href), unsafeOpenView(href)]) {
      const rendered = renderer.render(view);

      expect(renderer.validate(rendered)).toEqual([]);
      expect(renderer.isInert(rendered, href)).toBe(true);
      expect(renderer.actionsOf(rendered)).toEqual([]);
      expect(plain(renderer.textOf(rendered))).toContain('the guide');
    }
  });
}

/** The labels of actions that are neither offered, nor written out, nor counted in words. */
function silentlyMissing<Rendered>(renderer: Renderer<Rendered>, view: SealedView): readonly string[] {
  const rendered = renderer.render(view);
  const offered = renderer.actionsOf(rendered);
  const text = plain(renderer.textOf(rendered));
  const isCounted = offered.length >= 5 && text.includes(`Showing ${offered.length} of ${view.actions.length} actions`);

  const missing = isCounted ? [] : view.actions.filter((action) => !offered.includes(targetOf(action)));
  return missing.map(({ label }) => plain(untrustedText(label))).filter((label) => !isShown(text, label));
}

function targetOf(action: Action<string>): string {
  return action.kind === 'run' ? action.does : action.href;
}

/** The visible words of a view; moments and dates only as far as every platform agrees, which is the year. */
function wordsOf(view: SealedView): readonly string[] {
  const words = [view.title, ...view.actions.map((action) => action.label), ...view.blocks.flatMap(blockWords)];
  return words.map((word) => plain(untrustedText(word))).filter((word) => word !== '');
}

function blockWords(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.text.map(inlineWords);
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...value.map(inlineWords)]);
    case 'list':
      return block.items.flatMap((item) => item.map(inlineWords));
    case 'table':
      return [...block.columns, ...block.rows.flatMap((row) => row.map(inlineWords))];
    case 'progress':
      return [block.label, countText(block.done), ...(block.of === undefined ? [] : [countText(block.of)])];
    case 'picture':
      return [];
    default:
      return unreachable(block);
  }
}

function inlineWords(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('strong' in inline) return inline.strong;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return inline.link;
  if ('member' in inline) return inline.name;
  if ('money' in inline) return formatMoney(inline.money);
  return '2026';
}

function isShown(text: string, part: string): boolean {
  const isCut = part.endsWith(LONG_END) && text.includes(part.slice(0, 20)) && text.includes('…');
  return isCut || text.includes(part);
}

function read<Rendered>(renderer: Renderer<Rendered>, view: SealedView): string {
  return plain(renderer.textOf(renderer.render(view)));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
