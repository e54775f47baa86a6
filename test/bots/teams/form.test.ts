import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../../bots/teams/card-check.ts';
import { renderForm } from '../../../bots/teams/form.ts';
import type { CardMessage } from '../../../bots/teams/render.ts';
import { cardRefusalOf } from '../../stand-ins/teams/card-rules.ts';
import { formRendererContract } from '../../contracts/form-renderer-contract.ts';
import { HOSTILE, LONG_TEXT } from '../../fixtures/hostile-text.ts';
import { nodesOf, readCard } from '../../stand-ins/teams/card-reader.ts';
import { isInert } from './inert.ts';
import { INVITE } from './invite-form.ts';

formRendererContract<CardMessage>({
  name: 'the Teams renderer',
  render: renderForm,
  textOf: ({ card }) => readCard(card).all,
  validate: ({ card }) => [...problemsOf(card), ...[cardRefusalOf(card)].filter((refusal) => refusal !== undefined)],
  inputsOf: ({ card }) =>
    nodesOf(card).flatMap(({ type, id }) =>
      type?.startsWith('Input.') === true ? String(id).replace(/^\w+\./, '') : [],
    ),
  submitOf: ({ card }) => JSON.stringify(card.actions).match(/"action":"([^"]+)"/)?.[1] ?? '',
  isInert: ({ card }) => isInert(card),
});

describe('a form', () => {
  test('is valid and labels every field', () => {
    const { card } = renderForm(INVITE);

    const inputs = nodesOf(card).filter(({ type }) => type?.startsWith('Input.') === true);
    expect(problemsOf(card)).toEqual([]);
    expect(inputs.map(({ id, label, isRequired, errorMessage }) => ({ id, label, isRequired, errorMessage }))).toEqual([
      { id: 'text.email', label: 'E-mail', isRequired: true, errorMessage: 'Please enter: E-mail' },
      { id: 'choice.seatType', label: 'Seat type', isRequired: false, errorMessage: undefined },
      { id: 'check.agreed', label: 'Charge', isRequired: true, errorMessage: 'Please tick: Charge' },
    ]);
  });

  test('shows the sentence that is ticked word for word, with nothing in it that could be a link', () => {
    const sentence = 'I acknowledge EUR 90.10 for [this](https://evil.example) period.';
    const { card } = renderForm({
      ...INVITE,
      inputs: [{ kind: 'check', name: 'agreed', label: 'Charge', required: true, sentence }],
    });

    const toggle = nodesOf(card).find(({ type }) => type === 'Input.Toggle');
    expect(toggle?.title?.replaceAll('\u2060', '')).toBe(sentence);
    expect(toggle?.title).not.toContain('](');
  });

  test.each(Object.entries(HOSTILE))('keeps an error with %s inert', (_name, hostile) => {
    const { card } = renderForm(INVITE, { answers: { email: hostile }, errors: { email: hostile, unknown: hostile } });

    const { markdown } = readCard(card);
    expect(problemsOf(card)).toEqual([]);
    expect(markdown.join('\n').replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[*_`[\]<>~]|\{\{|:\/\//);
  });

  test('that is too large to carry itself is sent without its echo', () => {
    const form = { ...INVITE, blocks: Array.from({ length: 6 }, () => ({ kind: 'text', text: [LONG_TEXT] }) as const) };

    const { card } = renderForm(form);

    expect(problemsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('"form"');
    expect(JSON.stringify(renderForm(INVITE).card)).toContain('"form"');
  });
});
