import { expect, test } from 'vitest';
import { countingZone, parseTimeZone, unitPrice } from '../../../core/billing/price-list.ts';
import { aPriceList, eur } from './builders.ts';

test('the price is the one for the seat type and the interval of the account', () => {
  const list = aPriceList({ interval: 'year', prices: { 'sync-only': { month: 4900n, year: 49_000n } } });

  expect(unitPrice(list, 'sync-only')).toEqual(eur(49_000n));
  expect(unitPrice(list, 'full-access')).toBeUndefined();
});

test('a price of zero is a price, a negative one a bug', () => {
  const free = aPriceList({ prices: { 'sync-only': { month: 0n } } });
  const negative = aPriceList({ prices: { 'sync-only': { month: -1n } } });

  expect(unitPrice(free, 'sync-only')).toEqual(eur(0n));
  expect(() => unitPrice(negative, 'sync-only')).toThrow('negative price');
});

test('days are counted in the zone of the account, seconds in UTC', () => {
  expect(countingZone(aPriceList({ mode: 'day' }))).toBe('Europe/Berlin');
  expect(countingZone(aPriceList({ mode: 'second' }))).toBe('UTC');
});

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['america/new_york', 'America/New_York'],
  ['UTC', 'UTC'],
  ['+02:00', undefined],
  ['Europe/Atlantis', undefined],
  ['2026-01-01T00:00[Europe/Berlin]', undefined],
  ['', undefined],
])('the time zone %j is read as %j', (text, zone) => {
  expect(parseTimeZone(text)).toBe(zone);
});
