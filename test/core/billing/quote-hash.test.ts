import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../../core/billing/canonical-value.ts';
import { quoteHash } from '../../../core/billing/quote-hash.ts';
import { writtenQuote } from '../../../core/billing/written-quote.ts';
import { aMixedQuote, aQuote, date, instant } from './builders.ts';

describe('canonical JSON', () => {
  test('sorts keys at every depth, keeps the order of lists and leaves out absent fields', () => {
    const value = {
      b: [{ z: 1, a: 'x' }, 2n],
      a: date('2026-03-13'),
      gone: undefined,
      c: instant('2026-03-13T09:00:00Z'),
    };

    expect(canonicalText(value)).toBe('{"a":"2026-03-13","b":[{"a":"x","z":1},"2"],"c":"2026-03-13T09:00:00Z"}');
  });

  test.each([[0.5], [Number.NaN], [2 ** 53], [undefined], [[undefined]], [() => 1]])('refuses %s', (value) => {
    expect(() => canonicalText(value)).toThrow('No canonical JSON');
  });
});

describe('the hash of a quote', () => {
  test('is the SHA-256 of its canonical text', () => {
    const quote = aQuote();

    expect(quoteHash(quote)).toBe(
      createHash('sha256')
        .update(canonicalText(writtenQuote(quote)))
        .digest('hex'),
    );
    expect(quoteHash(quote)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is for ever what it was: receipts and agreements name it', () => {
    expect(quoteHash(aQuote())).toBe('1a7150b7da376a366ac16fdfdc4279278a97eb1d8597fc11ea0b57bb70d70124');
  });

  test('of several seat types changes with the price of one of them', () => {
    const quote = aMixedQuote();
    const [one, other] = quote.seats;
    if (one === undefined || other === undefined) throw new Error('It is for two types');

    expect(quoteHash({ ...quote, seats: [one, { ...other, unitPrice: one.unitPrice }] })).not.toBe(quoteHash(quote));
  });

  test('does not depend on the order in which the fields were written', () => {
    const quote = aQuote();

    const reversed = Object.fromEntries(Object.entries(quote).toReversed());

    expect(canonicalText(reversed)).toBe(canonicalText(quote));
  });

  test.each([
    ['amount', { purchased: 11 }],
    ['named person', { request: { named: 1 } }],
    ['moment', { now: instant('2026-03-13T09:00:01Z') }],
    ['validity', { validFor: Temporal.Duration.from({ hours: 1 }) }],
  ])('changes with another %s', (_, input) => {
    expect(quoteHash(aQuote(input))).not.toBe(quoteHash(aQuote()));
  });
});
