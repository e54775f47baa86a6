import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountToBill, billFor, firstAccessDeadline, reprice } from '../../../core/billing/bill.ts';
import { makeQuote, type Quote } from '../../../core/billing/quote.ts';
import { formula, seatShares } from '../../../core/billing/quote-line.ts';
import {
  accepted,
  aPriceList,
  aQuote,
  aQuoteInput,
  currency,
  date,
  eur,
  first,
  instant,
  money,
  owned,
  period,
} from './builders.ts';

const forAda = aQuote({ request: { requested: 1, named: 1 } });

function adaStarts(at: string, acknowledged = [forAda.total]): ReturnType<typeof billFor> {
  return billFor({ quote: forAda, line: first(forAda.lines), quantity: 1, startedAt: instant(at), acknowledged });
}

describe('a seat that starts at first access', () => {
  test('costs what was acknowledged when it starts the same day', () => {
    expect(adaStarts('2026-03-13T20:00:00Z')).toEqual({
      amount: eur(3003n),
      from: date('2026-03-13'),
      period: period('2026-03-01', '2026-04-01'),
      formula: 'EUR 49.00 × 1 × 19 / 31 days = EUR 30.03',
    });
  });

  test('costs less when it starts later in the period', () => {
    expect(adaStarts('2026-03-20T09:00:00Z').amount).toEqual(eur(1897n));
  });

  test('never costs more than was acknowledged when it starts in the next period, and the formula says so', () => {
    expect(adaStarts('2026-04-02T09:00:00Z')).toEqual({
      amount: eur(3003n),
      from: date('2026-04-02'),
      period: period('2026-04-01', '2026-05-01'),
      formula: 'EUR 49.00 × 1 × 29 / 30 days = EUR 47.37, at most EUR 30.03 as acknowledged',
    });
  });

  test('costs the share of the next period where that is lower', () => {
    expect(adaStarts('2026-04-30T09:00:00Z').amount).toEqual(eur(163n));
  });

  test('is billed by the day of the billing zone', () => {
    const { from, amount } = adaStarts('2026-03-31T22:30:00Z');

    expect(from).toEqual(date('2026-04-01'));
    expect(amount).toEqual(eur(3003n));
  });

  test('is billed the lowest of several acknowledgements', () => {
    expect(adaStarts('2026-03-13T20:00:00Z', [eur(3003n), eur(2500n), eur(2900n)]).amount).toEqual(eur(2500n));
  });

  test('an amount acknowledged for the whole quote does not raise one seat', () => {
    const quote = aQuote({ request: { requested: 3, named: 3 } });
    const startedAt = instant('2026-04-02T09:00:00Z');

    const amount = amountToBill({
      quote,
      line: first(quote.lines),
      quantity: 1,
      startedAt,
      acknowledged: [quote.total],
    });

    expect(amount).toEqual(eur(3004n));
  });

  test('without an acknowledgement nothing is ever billed', () => {
    expect(() => adaStarts('2026-03-13T20:00:00Z', [])).toThrow('Nobody acknowledged');
  });

  test('an acknowledgement of another currency or below nothing is a bug', () => {
    expect(() => adaStarts('2026-03-13T20:00:00Z', [money('USD', 1n)])).toThrow('Mixed currencies');
    expect(() => adaStarts('2026-03-13T20:00:00Z', [eur(-1n)])).toThrow('would bill EUR -0.01');
  });

  test.each([0, -1, 2])('%d seats of a line of one are a bug', (quantity) => {
    const started = { quote: forAda, line: first(forAda.lines), startedAt: instant('2026-03-13T20:00:00Z') };

    expect(() => amountToBill({ ...started, quantity, acknowledged: [forAda.total] })).toThrow('seats of a line of 1');
  });

  test('seats that start one by one never sum to more than the acknowledged line', () => {
    const requested = fc.integer({ min: 1, max: 40 });
    const price = fc.bigInt({ min: 0n, max: 1_000_000n });
    const hours = fc.array(fc.integer({ min: 0, max: 30 * 24 }), { minLength: 40, maxLength: 40 });

    fc.assert(
      fc.property(requested, price, hours, (seats, month, delays) => {
        const prices = aPriceList({ prices: { 'sync-only': { month } } });
        const quote = aQuote({ prices, request: { requested: seats, named: seats } });
        const line = first(quote.lines);

        const billed = seatShares(line).map((share, index) => {
          const startedAt = quote.quotedAt.add({ hours: delays[index] ?? 0 });
          return amountToBill({ quote, line, quantity: 1, startedAt, acknowledged: [share] });
        });

        expect(billed.reduce((total, { minor }) => total + minor, 0n)).toBeLessThanOrEqual(line.amount.minor);
      }),
    );
  });

  test('is voided thirty days after approval', () => {
    expect(firstAccessDeadline(instant('2026-03-13T09:00:00Z'))).toEqual(instant('2026-04-12T09:00:00Z'));
  });
});

function approved(quote: Quote, at: string, prices = aPriceList()): ReturnType<typeof reprice> {
  return reprice(quote, instant(at), prices, owned(10));
}

describe('pricing a quote again at approval', () => {
  const quoted = aQuote();

  test('on the same day it costs the same', () => {
    const repriced = approved(quoted, '2026-03-13T20:00:00Z');

    expect(repriced).toEqual({ kind: 'same-or-lower', amount: eur(9010n), lines: quoted.lines });
  });

  test('two days later it costs less, line by line', () => {
    const repriced = approved(quoted, '2026-03-15T20:00:00Z');

    expect(repriced).toMatchObject({ kind: 'same-or-lower', amount: eur(8061n) });
    if (repriced.kind !== 'same-or-lower') throw new Error('It was asked again');
    expect(repriced.lines.map(formula)).toEqual(['EUR 49.00 × 3 × 17 / 31 days = EUR 80.61']);
  });

  test('a new version of the terms with the same price holds', () => {
    expect(approved(quoted, '2026-03-13T20:00:00Z', aPriceList({ version: 2 })).kind).toBe('same-or-lower');
  });

  test.each([
    ['currency', aPriceList({ currency: currency('USD') })],
    ['price', aPriceList({ prices: { 'sync-only': { month: 5000n } } })],
    ['price', aPriceList({ prices: { 'sync-only': { month: 4800n } } })],
    ['price', aPriceList({ prices: {} })],
    ['price', aPriceList({ mode: 'second' })],
    ['price', aPriceList({ interval: 'year', prices: { 'sync-only': { year: 4900n } } })],
    ['period', aPriceList({ anchor: date('2026-01-15') })],
    ['period', aPriceList({ timeZone: 'America/New_York' })],
  ] as const)('a changed %s is asked again', (because, prices) => {
    const repriced = approved(quoted, '2026-03-13T20:00:00Z', prices);

    const { accountId } = quoted;
    const fresh = {
      accountId,
      seats: [{ seatType: 'sync-only', requested: 3, named: 0, belowMinimum: 'raise' }],
    };
    expect(repriced).toEqual({ kind: 'ask-again', because, fresh });
  });

  test('terms that were withdrawn are asked again', () => {
    expect(reprice(quoted, instant('2026-03-13T20:00:00Z'), undefined, owned(10))).toMatchObject({ because: 'price' });
  });

  test('a period that rolled over is asked again, by the clock of the billing zone', () => {
    const late = aQuote({ now: instant('2026-03-31T20:00:00Z') });

    expect(approved(late, '2026-03-31T21:59:59Z').kind).toBe('same-or-lower');
    expect(approved(late, '2026-03-31T22:00:00Z')).toMatchObject({ kind: 'ask-again', because: 'period' });
  });

  test('an expired quote is asked again, from the instant of its expiry', () => {
    expect(approved(quoted, '2026-03-16T08:59:59Z').kind).toBe('same-or-lower');
    expect(approved(quoted, '2026-03-16T09:00:00Z')).toMatchObject({ kind: 'ask-again', because: 'expired' });
  });

  test('a what-if for a later day is never billed at its lower amount', () => {
    expect(approved(aQuote({ from: date('2026-03-20') }), '2026-03-13T09:30:00Z')).toMatchObject({ because: 'higher' });
    expect(approved(aQuote({ from: date('2026-04-20') }), '2026-03-13T09:30:00Z')).toMatchObject({ because: 'period' });
  });

  test('a raised first purchase is asked again once somebody else has met the minimum', () => {
    const raised = aQuote({ purchased: 0, request: { requested: 2 } });
    const now = instant('2026-03-13T20:00:00Z');

    expect(reprice(raised, now, aPriceList(), owned(0)).kind).toBe('same-or-lower');
    expect(reprice(raised, now, aPriceList(), owned(5))).toMatchObject({ kind: 'ask-again', because: 'minimum' });
    expect(reprice(quoted, now, aPriceList(), owned(15)).kind).toBe('same-or-lower');
  });

  test('what is asked again can be quoted again', () => {
    const repriced = approved(quoted, '2026-04-02T09:00:00Z');
    if (repriced.kind !== 'ask-again') throw new Error('It was not asked again');

    const fresh = accepted(
      makeQuote({ ...aQuoteInput({ now: instant('2026-04-02T09:00:00Z') }), request: repriced.fresh }),
    );

    expect(fresh).toMatchObject({ seats: [{ requested: 3 }], total: eur(14_210n) });
  });

  test('whenever it holds, no line costs more than was acknowledged', () => {
    const minutes = fc.integer({ min: 0, max: 31 * 24 * 60 });
    const mode = fc.constantFrom('day', 'second');

    fc.assert(
      fc.property(
        minutes,
        minutes,
        mode,
        fc.integer({ min: 1, max: 60 }),
        (quotedAfter, approvedAfter, counting, seats) => {
          const prices = aPriceList({ mode: counting });
          const now = instant('2026-03-01T00:00:00Z').add({ minutes: quotedAfter });
          const quote = aQuote({ prices, now, request: { requested: seats, named: Math.floor(seats / 2) } });

          const repriced = reprice(quote, now.add({ minutes: approvedAfter }), prices, owned(10));

          const lines = repriced.kind === 'same-or-lower' ? repriced.lines : [];
          expect(lines.every((line, index) => line.amount.minor <= (quote.lines[index]?.amount.minor ?? -1n))).toBe(
            true,
          );
        },
      ),
    );
  });
});
