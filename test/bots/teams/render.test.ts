import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../../bots/teams/card-check.ts';
import { LIMITS } from '../../../bots/teams/limits.ts';
import { renderView, sizeOf } from '../../../bots/teams/render.ts';
import type { CardMessage } from '../../../bots/teams/render.ts';
import { rendererContract } from '../../contracts/renderer-contract.ts';
import { HUGE_VIEW, LARGE_VIEWS, MANY_ACTIONS } from '../../fixtures/large-views.ts';
import { actionId, aTextView, aView, runAction } from '../../fixtures/view-parts.ts';
import { VIEWS } from '../../fixtures/views.ts';
import { isInert } from './inert.ts';
import { cardRefusalOf } from '../../stand-ins/teams/card-rules.ts';
import { nodesOf, readCard } from '../../stand-ins/teams/card-reader.ts';

rendererContract<CardMessage>({
  name: 'the Teams renderer',
  render: renderView,
  textOf: ({ card }) => readCard(card).all,
  fallbackOf: ({ card, summary, text }) => (text === '' ? '' : `${card.fallbackText ?? ''}${summary}`),
  validate: ({ card }) => [...problemsOf(card), ...refusedByTeams(card)],
  actionsOf: ({ card }) => nodesOf(card).flatMap((node) => targetOf(node) ?? []),
  isInert: ({ card }) => isInert(card),
});

function refusedByTeams(card: unknown): readonly string[] {
  const refusal = cardRefusalOf(card);
  return refusal === undefined ? [] : [refusal];
}

describe('a card', () => {
  test('carries the opaque id in an execute action and in its submit fallback, and nothing else', () => {
    const { card } = renderView(aView({ actions: [runAction('Approve', 1, 'primary')] }));

    const data = { action: actionId(1), as: 'press' };
    expect(card.actions).toEqual([
      {
        type: 'Action.Execute',
        title: 'Approve',
        style: 'positive',
        verb: 'press',
        data,
        fallback: { type: 'Action.Submit', title: 'Approve', style: 'positive', data },
      },
    ]);
  });

  test('has at most six buttons in a row and offers the rest in further rows', () => {
    const { card } = renderView(MANY_ACTIONS);

    const rows = nodesOf(card).filter(({ type }) => type === 'ActionSet');
    expect(card.actions).toHaveLength(LIMITS.actionsInARow);
    expect(rows.map(({ actions }) => Array.isArray(actions) && actions.length)).toEqual([6, 6, 6, 6]);
  });

  test('wraps every text block', () => {
    const { card } = renderView(VIEWS.everything);

    const texts = nodesOf(card).filter(({ type }) => type === 'TextBlock');
    expect(texts.every(({ wrap }) => wrap === true)).toBe(true);
    expect(texts.length).toBeGreaterThan(0);
  });

  test('has a table with a plain fallback', () => {
    const { card } = renderView(VIEWS.table);

    const table = nodesOf(card).find(({ type }) => type === 'Table');
    expect(readCard(table?.['fallback']).all).toContain('Sync Only | 12 | EUR 9.00');
  });

  test('gives up detail rather than exceed 28 KB', () => {
    const sizes = [HUGE_VIEW, ...Object.values(LARGE_VIEWS).map(({ view }) => view)].map((view) =>
      sizeOf(renderView(view).card),
    );

    expect(Math.max(...sizes)).toBeLessThanOrEqual(28 * 1024);
  });

  test('links through a run, not through Markdown', () => {
    const { card } = renderView(aTextView({ link: 'the guide', href: 'https://docs.usher.example/a(b)' }));

    expect(JSON.stringify(card)).toContain('"url":"https://docs.usher.example/a(b)"');
    expect(readCard(card).markdown).toEqual(['A message']);
  });
});

describe('the check of a card', () => {
  test('finds an unknown element, a missing property and an excess of bytes', () => {
    const valid = renderView(VIEWS.facts).card;

    expect(problemsOf(valid)).toEqual([]);
    expect(problemsOf({ ...valid, body: [{ type: 'TextBlock', text: 'x'.repeat(30_000) }] })).not.toEqual([]);
    expect(problemsOf({ ...valid, body: [{ type: 'Input.Text', id: '' }] })).not.toEqual([]);
    expect(problemsOf(JSON.parse('{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Nonsense"}]}'))).not.toEqual(
      [],
    );
  });
});

function targetOf(node: ReturnType<typeof nodesOf>[number]): string | undefined {
  if (node.type === 'Action.OpenUrl') return String(node['url']);
  if (node.type !== 'Action.Execute') return undefined;
  return JSON.stringify(node['data']).match(/"action":"([^"]+)"/)?.[1];
}
