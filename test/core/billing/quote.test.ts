import { describe, expect, test } from 'vitest';
import { reprice } from '../../../core/billing/bill.ts';
import { formula } from '../../../core/billing/quote-line.ts';
import {
  amountIfApprovedOn,
  coveredByFree,
  makeQuote,
  MAXIMUM_QUANTITY,
  onlySeats,
} from '../../../core/billing/quote.ts';
import {
  aMixedInput,
  aMixedQuote,
  aPriceList,
  aQuote,
  aQuoteInput,
  date,
  eur,
  instant,
  period,
  texts,
} from './builders.ts';

describe('a quote', () => {
  test('holds every number that leads to its total', () => {
    const quote = aQuote();

    expect(texts(quote)).toMatchObject(
      texts({
        seats: [
          {
            seatType: 'sync-only',
            requested: 3,
            named: 0,
            belowMinimum: 'raise',
            purchased: { before: 10, after: 13 },
            unitPrice: eur(4900n),
          },
        ],
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
        seatType: 'sync-only',
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

    expect(onlySeats(quote).purchased).toEqual({ before: 0, after: 5 });
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

describe('a quote for several seat types', () => {
  test('prices each at its own, with one total', () => {
    const quote = aMixedQuote();

    expect(quote.lines.map(({ seatType }) => seatType)).toEqual(['sync-only', 'full-access']);
    expect(quote.lines.map(formula)).toEqual([
      'EUR 49.00 × 2 × 19 / 31 days = EUR 60.06',
      'EUR 99.00 × 1 × 19 / 31 days = EUR 60.68',
    ]);
    expect(quote.total).toEqual(eur(12_074n));
    expect(quote.renewal).toMatchObject({ added: eur(19_700n), all: eur(98_400n) });
  });

  test('uses the free seats of each type for the people who are named for it', () => {
    const quote = aMixedQuote({ 'sync-only': { purchased: 10, free: 1 }, 'full-access': { purchased: 3, free: 2 } });

    expect(quote.lines).toMatchObject([{ seatType: 'sync-only', quantity: 1 }]);
    expect(quote.seats.map((seats) => coveredByFree(quote, seats))).toEqual([1, 1]);
  });

  test('raises the first purchase of the type that has a minimum, and of no other', () => {
    const quote = aMixedQuote({ 'sync-only': { purchased: 0, free: 0 }, 'full-access': { purchased: 0, free: 0 } });

    expect(quote.seats.map(({ purchased }) => purchased.after)).toEqual([5, 1]);
    expect(quote.lines.map(({ seatType, reason, quantity }) => [seatType, reason, quantity])).toEqual([
      ['sync-only', 'requested', 2],
      ['sync-only', 'minimum-quantity', 3],
      ['full-access', 'requested', 1],
    ]);
  });

  test('is asked again when the price of one of them changed, and when its minimum was met', () => {
    const raised = aMixedQuote({ 'sync-only': { purchased: 0, free: 0 }, 'full-access': { purchased: 3, free: 0 } });
    const later = instant('2026-03-13T20:00:00Z');
    const dearer = aPriceList({ prices: { 'sync-only': { month: 4900n }, 'full-access': { month: 9901n } } });
    const met = { 'sync-only': { purchased: 5, free: 0 }, 'full-access': { purchased: 3, free: 0 } };

    expect(reprice(aMixedQuote(), later, aPriceList(), met).kind).toBe('same-or-lower');
    expect(reprice(aMixedQuote(), later, dearer, met)).toMatchObject({ because: 'price' });
    expect(reprice(raised, later, aPriceList(), met)).toMatchObject({ because: 'minimum' });
  });

  test('is none at all where one of them has no price', () => {
    const made = makeQuote({ ...aMixedInput(), prices: aPriceList({ prices: { 'sync-only': { month: 4900n } } }) });

    expect(made).toEqual({ ok: false, error: { kind: 'no-price', seatType: 'full-access' } });
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
