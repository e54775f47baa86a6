import { describe, expect, test } from 'vitest';
import { allCurrencies, currencySchema, exponentOf, parseCurrency } from '../../../core/billing/currency.ts';
import { currency } from './builders.ts';

describe('currencies', () => {
  test.each([
    ['JPY', 0],
    ['ISK', 0],
    ['EUR', 2],
    ['HUF', 2],
    ['XCG', 2],
    ['KWD', 3],
    ['IQD', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (code, decimals) => {
    const exponent = exponentOf(currency(code));

    expect(exponent).toBe(decimals);
  });

  test('the table holds the 165 active codes with a minor unit, each once', () => {
    const codes = allCurrencies();

    expect(new Set(codes).size).toBe(165);
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  test('every code the runtime knows is in the table, but for the withdrawn ones and the baskets', () => {
    const known = new Set<string>(allCurrencies());

    const missing = Intl.supportedValuesOf('currency').filter((code) => !known.has(code));

    const withdrawn = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'];
    const baskets = ['XDR', 'XSU', 'XAU', 'XAG', 'XPT', 'XPD', 'XTS', 'XXX', 'XUA', 'XBA', 'XBB', 'XBC', 'XBD'];
    expect(missing.filter((code) => ![...withdrawn, ...baskets].includes(code))).toEqual([]);
  });

  test.each(['XAU', 'XDR', 'XXX', 'BGN', 'HRK', 'EURO', '', 'toString'])('%j is no currency to bill in', (code) => {
    expect(parseCurrency(code)).toBeUndefined();
  });

  test('typed codes may be in lower case, stored ones may not', () => {
    expect(parseCurrency('eur')).toBe('EUR');
    expect(currencySchema.safeParse('eur').success).toBe(false);
    expect(currencySchema.safeParse('EUR').success).toBe(true);
  });
});
