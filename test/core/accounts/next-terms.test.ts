import { describe, expect, test } from 'vitest';
import { nextTerms, type GivenTerms } from '../../../core/accounts/next-terms.ts';
import { aPriceList } from '../../builders/account.ts';
import { NOW } from '../../builders/ids.ts';
import { currency } from '../../builders/money.ts';

const SILENT: GivenTerms = {
  currency: undefined,
  prices: {},
  interval: undefined,
  anchor: undefined,
  timeZone: undefined,
  mode: undefined,
  minimum: undefined,
};

describe('the commercial terms', () => {
  test('stay when nothing is said about them', () => {
    expect(nextTerms(aPriceList(), SILENT, NOW)).toEqual({ ok: true, value: undefined });
  });

  test('begin today, by the month and by the day, with a first purchase of five', () => {
    const terms = nextTerms(
      undefined,
      { ...SILENT, currency: currency('EUR'), prices: { 'sync-only': '49' }, timeZone: 'Pacific/Auckland' },
      NOW.add({ hours: 12 }),
    );

    expect(terms).toEqual({
      ok: true,
      value: {
        version: 1,
        currency: 'EUR',
        prices: { 'sync-only': { month: 4900n } },
        anchor: Temporal.PlainDate.from('2026-03-14'),
        interval: 'month',
        timeZone: 'Pacific/Auckland',
        mode: 'day',
        minimumFirstPurchase: { 'sync-only': 5 },
      },
    });
  });

  test('become a new version that keeps what was not said', () => {
    const before = aPriceList({ version: 4 });

    const terms = nextTerms(before, { ...SILENT, prices: { 'sync-only': 'EUR 52.50' }, minimum: 3 }, NOW);

    expect(terms).toEqual({
      ok: true,
      value: {
        ...before,
        version: 5,
        prices: { 'sync-only': { month: 5250n }, 'full-access': { month: 9900n } },
        minimumFirstPurchase: { 'sync-only': 3 },
      },
    });
  });

  test('are not billed by the year while a seat has its price by the month alone', () => {
    const before = aPriceList();

    const silent = nextTerms(before, { ...SILENT, interval: 'year' }, NOW);
    const half = nextTerms(before, { ...SILENT, interval: 'year', prices: { 'sync-only': '490' } }, NOW);

    const refused = { kind: 'interval-changed', interval: 'year' };
    expect(silent).toEqual({ ok: false, error: { ...refused, missing: ['sync-only', 'full-access'] } });
    expect(half).toEqual({ ok: false, error: { ...refused, missing: ['full-access'] } });
  });

  test('keep the price of the month beside that of the year', () => {
    const prices = { 'sync-only': '490.00', 'full-access': '990.00' };
    const terms = nextTerms(aPriceList(), { ...SILENT, interval: 'year', prices }, NOW);

    expect(terms).toMatchObject({
      value: {
        interval: 'year',
        prices: { 'sync-only': { month: 4900n, year: 49_000n }, 'full-access': { month: 9900n, year: 99_000n } },
      },
    });
  });

  test('read amounts with the decimals of their currency', () => {
    const yen = nextTerms(undefined, { ...SILENT, currency: currency('JPY'), prices: { 'sync-only': '339' } }, NOW);
    const half = nextTerms(undefined, { ...SILENT, currency: currency('JPY'), prices: { 'sync-only': '339.50' } }, NOW);

    expect(yen).toMatchObject({ value: { prices: { 'sync-only': { month: 339n } } } });
    expect(half).toMatchObject({ error: { kind: 'price', why: { kind: 'too-many-decimals', allowed: 0 } } });
  });

  test('never read an old amount as one of another currency', () => {
    const half = { ...SILENT, currency: currency('JPY'), prices: { 'sync-only': '7000' } };
    const whole = { ...half, prices: { 'sync-only': '7000', 'full-access': '14000' } };

    expect(nextTerms(aPriceList(), half, NOW)).toEqual({
      ok: false,
      error: { kind: 'currency-changed', missing: ['full-access'] },
    });
    expect(nextTerms(aPriceList(), whole, NOW)).toMatchObject({
      value: { prices: { 'sync-only': { month: 7000n }, 'full-access': { month: 14000n } } },
    });
  });

  test.each([
    ['a price without a currency', { prices: { 'sync-only': '49' } }, { kind: 'no-currency' }],
    ['a negative price', { currency: currency('EUR'), prices: { 'full-access': 'EUR -1' } }, { kind: 'price' }],
    ['no amount', { currency: currency('EUR'), prices: { 'full-access': 'free' } }, { kind: 'price' }],
    [
      'a price in another currency',
      { currency: currency('EUR'), prices: { 'sync-only': 'USD 49' } },
      { kind: 'price-currency', code: 'USD' },
    ],
  ] as const)('are refused with %s', (_, given, error) => {
    expect(nextTerms(undefined, { ...SILENT, ...given }, NOW)).toMatchObject({ ok: false, error });
  });
});
