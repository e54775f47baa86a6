import { expect, test } from 'vitest';
import { normalDomain } from '../../../core/relationships/address.ts';
import { mixesScripts, shownDomain } from '../../../core/domains/shown-domain.ts';

test.each([
  ['acme.example', 'acme.example'],
  ['bücher.example', 'bücher.example (xn--bcher-kva.example)'],
  ['例え.テスト', '例え.テスト (xn--r8jz45g.xn--zckzah)'],
  ['почта.example', 'почта.example (xn--80a1acny.example)'],
])('%s is shown as %s', (typed, shown) => {
  expect(shownDomain(normalDomain(typed) ?? '')).toBe(shown);
});

test.each([
  ['аcme.example', 'a Cyrillic letter among Latin ones'],
  ['αcme.example', 'a Greek letter among Latin ones'],
])('%s is shown by its A-label alone: %s', (typed) => {
  const domain = normalDomain(typed) ?? '';

  expect(domain).toMatch(/^xn--/);
  expect(shownDomain(domain)).toBe(domain);
  expect(mixesScripts(domain)).toBe(true);
});

test('an A-label that encodes nothing is shown as it is', () => {
  expect(shownDomain('xn--a.example')).toBe('xn--a.example');
});
