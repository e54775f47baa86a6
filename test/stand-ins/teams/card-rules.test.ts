import { expect, test } from 'vitest';
import { cardRefusalOf } from './card-rules.ts';

const submit = { type: 'Action.Submit', title: 'Go' };
const execute = { type: 'Action.Execute', title: 'Go', fallback: submit };
const line = { type: 'TextBlock', text: 'Hello', wrap: true };
const field = { type: 'Input.Text', id: 'name', label: 'Name' };

function aCard(changes: Readonly<Record<string, unknown>> = {}): unknown {
  return { type: 'AdaptiveCard', version: '1.5', body: [line], actions: [execute], ...changes };
}

test('a plain card is shown', () => {
  expect(cardRefusalOf(aCard({ body: [line, { type: 'Container', items: [line, field] }] }))).toBeUndefined();
});

test.each([
  ['a newer version', { version: '1.6' }],
  ['an element of a newer version', { body: [{ type: 'Carousel', pages: [] }] }],
  ['a member that 1.5 does not know', { body: [{ ...line, colour: 'red' }] }],
  ['an element without text', { body: [{ ...line, text: '' }] }],
  ['more than six buttons', { actions: Array.from({ length: 7 }, () => execute) }],
  ['a button that older clients drop', { actions: [{ type: 'Action.Execute', title: 'Go' }] }],
  ['a link that is none', { actions: [{ type: 'Action.OpenUrl', title: 'Go', url: 'here' }] }],
  ['an input without a label', { body: [{ type: 'Input.Text', id: 'name' }] }],
  ['two inputs of one id', { body: [field, field] }],
  ['an empty body', { body: [] }],
])('%s is not', (_, changes) => {
  expect(cardRefusalOf(aCard(changes))).toBeDefined();
});
