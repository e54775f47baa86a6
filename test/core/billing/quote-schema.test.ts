import { expect, test } from 'vitest';
import { canonicalText } from '../../../core/billing/canonical-value.ts';
import { quoteHash } from '../../../core/billing/quote-hash.ts';
import { quoteSchema } from '../../../core/billing/quote-schema.ts';
import { writtenQuote } from '../../../core/billing/written-quote.ts';
import { aMixedQuote, aPriceList, aQuote, instant } from './builders.ts';

test.each([
  ['by day', aQuote({ purchased: 0, request: { requested: 2, named: 1 } })],
  ['by second', aQuote({ prices: aPriceList({ mode: 'second' }), now: instant('2026-03-13T09:00:00.123456789Z') })],
  ['by day, of several seat types', aMixedQuote()],
])('a stored quote counted %s is read back as it was, with the same hash', (_, quote) => {
  const stored: unknown = JSON.parse(canonicalText(writtenQuote(quote)));

  const read = quoteSchema.parse(stored);

  expect(read).toEqual(quote);
  expect(canonicalText(read)).toBe(canonicalText(quote));
  expect(quoteHash(read)).toBe(quoteHash(quote));
});

test.each([
  ['an unknown field', { discount: '1' }],
  ['another line model', { lineModel: 'two-line' }],
  ['an amount that is no whole number', { total: { currency: 'EUR', minor: '90.10' } }],
  ['an effective moment of the other mode', { effective: '2026-03-13T09:00:00Z' }],
])('a stored quote with %s is refused', (_, change) => {
  const stored = { ...aStoredQuote(), ...change };

  expect(quoteSchema.safeParse(aStoredQuote()).success).toBe(true);
  expect(quoteSchema.safeParse(stored).success).toBe(false);
});

function aStoredQuote(): object {
  const stored: unknown = JSON.parse(canonicalText(writtenQuote(aQuote())));
  if (typeof stored !== 'object' || stored === null) throw new Error('A quote is an object');
  return stored;
}
