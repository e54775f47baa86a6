import { describe, expect, test } from 'vitest';
import { amountIfApprovedOn, makeQuote, MAXIMUM_QUANTITY } from '../../../core/billing/quote.ts';
import { aPriceList, aQuote, aQuoteInput, date, eur, instant, period, texts } from './builders.ts';

describe('a quote', () => {
  test('holds every number that leads to its total', () => {
    const quote = aQuote();

    expect(texts(quote)).toMatchObject(
      texts({
        seatType: 'sync-only',
        requested: 3,
        purchased: { before: 10, after: 13 },
        mode: 'day',
        effective: date('2026-03-13'),
        period: period('2026-03-01', '2026-04-01'),
        timeZone: 'Europe/Berlin',
        lineModel: 'net-delta',
        formulaVersion: 1,
        priceVersion: 1,
        total: eur(9010n),
        renewal: { on: date('2026-04-01'), added: eur(14_700n), all: eur(63_700n) },
      }),
    );
    expect(quote.lines).toEqual([
      {
        starts: 'approval',
        reason: 'requested',
        mode: 'day',
        unitPrice: eur(4900n),
        quantity: 3,
        remaining: 19,
        total: 31,
        amount: eur(9010n),
      },
    ]);
  });

  test('takes the day from the billing zone, not from UTC', () => {
    const now = instant('2026-03-31T22:30:00Z');

    const berlin = aQuote({ now });
    const newYork = aQuote({ now, prices: aPriceList({ timeZone: 'America/New_York' }) });

    expect(texts(berlin)).toMatchObject(texts({ effective: date('2026-04-01'), total: eur(14_700n) }));
    expect(texts(newYork)).toMatchObject(texts({ effective: date('2026-03-31'), total: eur(474n) }));
  });

  test('in second mode counts UTC seconds and says so', () => {
    const quote = aQuote({ prices: aPriceList({ mode: 'second' }), now: instant('2026-03-31T22:30:00Z') });

    expect(quote).toMatchObject({ timeZone: 'UTC', mode: 'second', total: eur(30n) });
    expect(quote.lines).toMatchObject([{ remaining: 5400, total: 2_678_400 }]);
  });

  test('expires after its validity, but never outlives its period', () => {
    const early = aQuote();
    const late = aQuote({ now: instant('2026-03-31T09:00:00Z') });

    expect(early.expiresAt).toEqual(instant('2026-03-16T09:00:00Z'));
    expect(late.expiresAt).toEqual(instant('2026-03-31T22:00:00Z'));
  });

  test('charges named persons from first access and the others from approval', () => {
    const { lines, total } = aQuote({ request: { requested: 3, named: 1 } });

    expect(lines).toMatchObject([
      { starts: 'first-access', quantity: 1, amount: eur(3003n) },
      { starts: 'approval', quantity: 2, amount: eur(6006n) },
    ]);
    expect(total).toEqual(eur(9009n));
  });
});

describe('the first purchase', () => {
  test('of Sync Only seats is raised to five, on a line that says why', () => {
    const quote = aQuote({ purchased: 0, request: { requested: 2, named: 1 } });

    expect(quote.purchased).toEqual({ before: 0, after: 5 });
    expect(quote.lines).toMatchObject([
      { starts: 'first-access', reason: 'requested', quantity: 1 },
      { starts: 'approval', reason: 'requested', quantity: 1 },
      { starts: 'approval', reason: 'minimum-quantity', quantity: 3 },
    ]);
    expect(quote.renewal.added).toEqual(eur(24_500n));
  });

  test('below the minimum is refused where raising was not wanted', () => {
    const refused = makeQuote(aQuoteInput({ purchased: 0, request: { belowMinimum: 'refuse' } }));

    expect(refused).toEqual({ ok: false, error: { kind: 'below-minimum', minimum: 5 } });
  });

  test.each([
    ['of exactly the minimum', { purchased: 0, request: { requested: 5 } }],
    ['when seats are owned already', { purchased: 1, request: { requested: 1 } }],
    ['of a type without a minimum', { purchased: 0, request: { requested: 1, seatType: 'full-access' } }],
  ] as const)('%s is not raised', (_, input) => {
    const quote = aQuote(input);

    expect(quote.lines).toMatchObject([{ reason: 'requested', quantity: input.request.requested }]);
  });
});

describe('no quote, instead of a quote of nothing', () => {
  test('without commercial terms, or without a price for the type or the interval', () => {
    const noPrice = { ok: false, error: { kind: 'no-price', seatType: 'sync-only' } };

    expect(makeQuote(aQuoteInput({ prices: undefined }))).toEqual(noPrice);
    expect(makeQuote(aQuoteInput({ prices: aPriceList({ prices: {} }) }))).toEqual(noPrice);
    expect(makeQuote(aQuoteInput({ prices: aPriceList({ interval: 'year' }) }))).toEqual(noPrice);
  });

  test.each([0, -3, 1.5, Number.NaN, MAXIMUM_QUANTITY + 1])('for a quantity of %d', (requested) => {
    const refused = makeQuote(aQuoteInput({ request: { requested } }));

    expect(refused).toEqual({ ok: false, error: { kind: 'bad-quantity', maximum: 10_000 } });
  });

  test.each([4, -1, 0.5])('for %d named persons among three seats', (named) => {
    const refused = makeQuote(aQuoteInput({ request: { named } }));

    expect(refused).toEqual({ ok: false, error: { kind: 'bad-named', requested: 3 } });
  });

  test('a purchased quantity that is no number of seats is a bug', () => {
    expect(() => makeQuote(aQuoteInput({ purchased: -1 }))).toThrow('Not a number of purchased seats');
  });
});

describe('what if we bought later', () => {
  test('a later day of this period costs less', () => {
    expect(texts(aQuote({ from: date('2026-03-20') }))).toMatchObject(
      texts({ effective: date('2026-03-20'), total: eur(5690n) }),
    );
  });

  test('a day of the next period is priced in that period', () => {
    const quote = aQuote({ from: date('2026-04-30') });

    expect(texts(quote)).toMatchObject(texts({ period: period('2026-04-01', '2026-05-01'), total: eur(490n) }));
  });

  test('from today is the quote of this moment', () => {
    expect(aQuote({ from: date('2026-03-13') })).toEqual(aQuote());
  });

  test('in second mode a later day starts at midnight UTC', () => {
    const quote = aQuote({ prices: aPriceList({ mode: 'second' }), from: date('2026-03-20') });

    expect(texts(quote)).toMatchObject(texts({ effective: instant('2026-03-20T00:00:00Z'), total: eur(5690n) }));
  });

  test.each([
    ['2026-03-12', { kind: 'from-in-the-past', today: date('2026-03-13') }],
    ['2026-05-01', { kind: 'from-too-far', latest: date('2026-04-30') }],
  ])('%s is refused', (from, error) => {
    expect(makeQuote(aQuoteInput({ from: date(from) }))).toEqual({ ok: false, error });
  });
});

describe('what if it is approved later', () => {
  test('in seven days the same quote costs less', () => {
    const quote = aQuote();

    expect(amountIfApprovedOn(quote, date('2026-03-13'))).toEqual({ ok: true, value: eur(9010n) });
    expect(amountIfApprovedOn(quote, date('2026-03-20'))).toEqual({ ok: true, value: eur(5690n) });
    expect(amountIfApprovedOn(quote, date('2026-03-31'))).toEqual({ ok: true, value: eur(474n) });
  });

  test('the moment it was quoted for counts on its own date, midnight on a later one', () => {
    const quote = aQuote({ prices: aPriceList({ mode: 'second' }), now: instant('2026-03-31T22:30:00Z') });

    expect(amountIfApprovedOn(quote, date('2026-03-31'))).toEqual({ ok: true, value: eur(30n) });
  });

  test.each(['2026-03-12', '2026-04-01'])('%s is outside the quote', (day) => {
    const refused = amountIfApprovedOn(aQuote(), date(day));

    expect(refused).toEqual({
      ok: false,
      error: { kind: 'outside-quote', earliest: date('2026-03-13'), latest: date('2026-03-31') },
    });
  });
});
