import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allCurrencies } from '../../../core/billing/currency.ts';
import { add, compare, formatMoney, negate, parseMoney, subtract, sum } from '../../../core/billing/money.ts';
import { currency, eur, money } from './builders.ts';

describe('arithmetic', () => {
  test('amounts of one currency add, subtract, negate and compare', () => {
    expect(add(eur(9010n), eur(90n))).toEqual(eur(9100n));
    expect(subtract(eur(10n), eur(90n))).toEqual(eur(-80n));
    expect(negate(eur(5n))).toEqual(eur(-5n));
    expect([eur(3n), eur(-1n), eur(2n)].toSorted(compare)).toEqual([eur(-1n), eur(2n), eur(3n)]);
    expect(compare(eur(2n), eur(2n))).toBe(0);
    expect(sum(currency('EUR'), [])).toEqual(eur(0n));
  });

  test.each([add, subtract, compare])('mixed currencies are a bug', (operation) => {
    expect(() => operation(eur(1n), money('USD', 1n))).toThrow('Mixed currencies: EUR and USD');
  });
});

describe('formatting', () => {
  test.each([
    ['EUR', 123_450n, 'EUR 1,234.50'],
    ['EUR', 9010n, 'EUR 90.10'],
    ['EUR', 5n, 'EUR 0.05'],
    ['EUR', 0n, 'EUR 0.00'],
    ['EUR', -9010n, 'EUR -90.10'],
    ['EUR', 100_000n, 'EUR 1,000.00'],
    ['EUR', 99_999n, 'EUR 999.99'],
    ['EUR', 123_456_789_012n, 'EUR 1,234,567,890.12'],
    ['JPY', 339n, 'JPY 339'],
    ['JPY', 1_234_567n, 'JPY 1,234,567'],
    ['KWD', 1234n, 'KWD 1.234'],
    ['KWD', -1n, 'KWD -0.001'],
  ])('%s with %s minor units', (code, minor, text) => {
    expect(formatMoney(money(code, minor))).toBe(text);
  });
});

describe('typed amounts', () => {
  test.each([
    ['49.00 EUR', eur(4900n)],
    ['EUR 49', eur(4900n)],
    ['  eur49.5 ', eur(4950n)],
    ['49eur', eur(4900n)],
    ['EUR 0', eur(0n)],
    ['EUR 1,234.50', eur(123_450n)],
    ['JPY 1,234', money('JPY', 1234n)],
    ['1.234 KWD', money('KWD', 1234n)],
    ['EUR 10,000,000,000.00', eur(1_000_000_000_000n)],
  ])('%j is read', (text, amount) => {
    expect(parseMoney(text)).toEqual({ ok: true, value: amount });
  });

  test.each([
    ['EUR 49.000', { kind: 'too-many-decimals', allowed: 2 }],
    ['JPY 3.5', { kind: 'too-many-decimals', allowed: 0 }],
    ['EUR -49', { kind: 'negative' }],
    ['-49 EUR', { kind: 'negative' }],
    ['-EUR 49', { kind: 'negative' }],
    ['EUR −49', { kind: 'negative' }],
    ['EUR 1,234', { kind: 'ambiguous-separator' }],
    ['KWD 1,234', { kind: 'ambiguous-separator' }],
    ['EUR 10,000,000,000.01', { kind: 'too-large', maximum: eur(1_000_000_000_000n) }],
    ['XAU 49', { kind: 'unknown-currency', code: 'XAU' }],
    ['eux 49', { kind: 'unknown-currency', code: 'EUX' }],
  ])('%j is refused for its own reason', (text, error) => {
    expect(parseMoney(text)).toEqual({ ok: false, error });
  });

  test.each([
    '',
    '49',
    'EUR',
    'EUR 49,5',
    'EUR 1.234,50',
    'EUR 49.',
    'EUR .5',
    'EUR 1e3',
    'EUR 12,34.00',
    'EUR ٤٩',
    `EUR ${'9'.repeat(100)}`,
  ])('%j is no amount', (text) => {
    expect(parseMoney(text)).toEqual({ ok: false, error: { kind: 'not-an-amount' } });
  });

  test('what is shown can be typed back, in every currency', () => {
    const amounts = fc.record({
      currency: fc.constantFrom(...allCurrencies()),
      minor: fc.bigInt({ min: 0n, max: 1_000_000_000_000n }),
    });

    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseMoney(formatMoney(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});
