import { describe, expect, test } from 'vitest';
import { formula, seatShares } from '../../../core/billing/quote-line.ts';
import { aPriceList, aQuote, currency, eur, first, instant } from './builders.ts';

describe('the formula of a line', () => {
  test('is filled in with the numbers of the quote', () => {
    expect(formula(first(aQuote().lines))).toBe('EUR 49.00 × 3 × 19 / 31 days = EUR 90.10');
  });

  test('groups large numbers and names seconds', () => {
    const prices = aPriceList({
      mode: 'second',
      currency: currency('JPY'),
      prices: { 'sync-only': { month: 150_000n } },
    });

    const { lines } = aQuote({ prices, now: instant('2026-03-16T13:37:11Z'), request: { requested: 2000 } });

    expect(formula(first(lines))).toBe('JPY 150,000 × 2,000 × 1,333,369 / 2,678,400 seconds = JPY 149,346,886');
  });
});

test('the shares of the seats of a line sum to the line', () => {
  expect(seatShares(first(aQuote().lines))).toEqual([eur(3004n), eur(3003n), eur(3003n)]);
});
