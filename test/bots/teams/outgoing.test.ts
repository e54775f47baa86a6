import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../bots/teams/limits.ts';
import { messageActivity } from '../../../bots/teams/outgoing.ts';
import { renderForm } from '../../../bots/teams/form.ts';
import { problemsOf } from '../../../bots/teams/card-check.ts';
import { renderView } from '../../../bots/teams/render.ts';
import { aView, runAction } from '../../fixtures/view-parts.ts';
import { HOSTILE, LONG_TEXT } from '../../fixtures/hostile-text.ts';
import { nodesOf, readCard } from '../../stand-ins/teams/card-reader.ts';
import { INVITE } from './invite-form.ts';

const MESSAGE = renderView(aView({ title: 'Approve *a* seat', actions: [runAction('Approve', 1)] }));

describe('what leaves', () => {
  test('is the card with a summary for the notification', () => {
    const alerts: unknown[] = [];

    const activity = messageActivity(MESSAGE, (alert) => alerts.push(alert));

    expect(activity).toEqual({
      type: 'message',
      summary: 'Approve *a* seat',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: MESSAGE.card }],
    });
    expect(alerts).toEqual([]);
  });

  test('is the text and an alert when the card is not valid', () => {
    const alerts: unknown[] = [];
    const broken = JSON.parse('{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Nonsense"}]}');

    const activity = messageActivity({ ...MESSAGE, card: broken }, (alert) => alerts.push(alert));

    expect(activity).toEqual({ type: 'message', text: 'Approve *a* seat\n\n[Approve]', textFormat: 'plain' });
    expect(alerts).toMatchObject([{ kind: 'invalid-card' }]);
  });
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
    expect(LIMITS.cardBytes).toBe(28 * 1024);
  });
});
