import { assert, integer, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditFor, isCreditable, seatsLeft, type ChargedSeats, type Credit } from '../../../core/billing/credit.ts';
import type { Quote } from '../../../core/billing/quote.ts';
import { ids } from '../../builders/ids.ts';
import { aPriceList, aQuote, eur } from './builders.ts';

/** On a day of March 2026 that has 31, at a price that seldom divides. */
const bought = tuple(integer({ min: 1, max: 40 }), integer({ min: 1, max: 99_999 }), integer({ min: 1, max: 31 }));

describe('seats that are added and given back in one period', () => {
  test('cost nothing when it is the same day, in however many steps they are given back', () => {
    assert(
      property(bought, nat(1000), ([quantity, price, day], seed) => {
        let seats = charged(quantity, price, day);
        while (seatsLeft(seats) > 0) seats = givenBack(seats, 1 + (seed % seatsLeft(seats)), day);

        expect(net(seats)).toBe(0n);
      }),
    );
  });

  test('cost what the days in between cost, to the minor unit', () => {
    assert(
      property(bought, nat(30), ([quantity, price, day], later) => {
        const end = Math.min(31, day + later);
        const seats = givenBack(charged(quantity, price, day), quantity, end);

        const exact = (price * quantity * (end - day)) / 31;

        expect(Math.abs(Number(net(seats)) - exact)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('are never credited more than they were charged, whatever is given back when', () => {
    assert(
      property(bought, nat(1000), nat(1000), ([quantity, price, day], some, days) => {
        let seats = charged(quantity, price, day);
        let today = day;
        while (seatsLeft(seats) > 0) {
          today = Math.min(31, today + (days % 5));
          seats = givenBack(seats, 1 + (some % seatsLeft(seats)), today);
          expect(net(seats)).toBeGreaterThanOrEqual(0n);
        }
      }),
    );
  });

  test('of a charge that its agreement capped are credited their share of it, seat by seat and day by day', () => {
    const seats = charged(3, 4900, 13);
    const capped = { ...seats, line: { ...seats.line, amount: eur(4505n) } };

    const onTheDay = creditFor(capped, 3, on(13));
    const later = creditFor(capped, 1, on(23));

    // Half of EUR 90.10 was charged. 3 × 49.00 × 9 / 31 is 42.68 and 2 × 49.00 × 9 / 31 is 28.45: 21.34 less 14.23.
    expect(onTheDay.amount).toEqual(eur(4505n));
    expect(later).toMatchObject({
      amount: eur(711n),
      formula: expect.stringContaining(', × EUR 45.05 / EUR 90.10 as charged'),
    });
  });

  test('of a capped charge net out to nothing on the day itself, in however many steps', () => {
    assert(
      property(bought, nat(1000), nat(99), ([quantity, price, day], seed, percent) => {
        const whole = charged(quantity, price, day);
        const amount = eur((whole.line.amount.minor * BigInt(percent)) / 100n);
        let seats: ChargedSeats = { ...whole, line: { ...whole.line, amount } };
        while (seatsLeft(seats) > 0) {
          seats = givenBack(seats, 1 + (seed % seatsLeft(seats)), day);
          expect(net(seats)).toBeGreaterThanOrEqual(0n);
        }

        expect(net(seats)).toBe(0n);
      }),
    );
  });

  test('say by which formula', () => {
    expect(creditFor(charged(3, 4900, 13), 1, on(20))).toMatchObject({
      amount: eur(1896n),
      formula: 'EUR 49.00 × 3 × 12 / 31 days = EUR 56.90, less EUR 49.00 × 2 × 12 / 31 days = EUR 37.94',
    });
  });
});

test('seats of an earlier period cannot be credited', () => {
  const seats = charged(3, 4900, 13);

  expect(isCreditable(seats, on(31))).toBe(true);
  expect(isCreditable(seats, Temporal.Instant.from('2026-04-01T09:00:00Z'))).toBe(false);
});

function charged(quantity: number, price: number, day: number): ChargedSeats {
  const quote: Quote = aQuote({
    now: on(day),
    prices: aPriceList({ prices: { 'sync-only': { month: BigInt(price) } } }),
    request: { requested: quantity },
  });
  const [line] = quote.lines;
  if (line === undefined) throw new Error('Nothing was quoted');
  return {
    quote,
    credits: [],
    line: {
      id: ids.next('charge-line'),
      accountId: quote.accountId,
      requestId: ids.next('request'),
      quoteId: quote.id,
      part: 0,
      seatType: line.seatType,
      quantity,
      seatId: undefined,
      acknowledged: [line.amount],
      version: 1,
      state: 'accrued',
      amount: line.amount,
      from: Temporal.PlainDate.from({ year: 2026, month: 3, day }),
      until: Temporal.PlainDate.from('2026-03-31'),
      at: on(day),
      formula: '…',
    },
  };
}

function givenBack(seats: ChargedSeats, quantity: number, day: number): ChargedSeats {
  const credit: Credit = {
    id: ids.next('credit'),
    accountId: seats.line.accountId,
    chargeLineId: seats.line.id,
    quantity,
    ...creditFor(seats, quantity, on(day)),
    takenBackBy: ids.next('member'),
    at: on(day),
  };
  return { ...seats, credits: [...seats.credits, credit] };
}

function net({ line, credits }: ChargedSeats): bigint {
  return credits.reduce((left, { amount }) => left - amount.minor, line.amount.minor);
}

function on(day: number): Temporal.Instant {
  return Temporal.PlainDate.from({ year: 2026, month: 3, day })
    .toZonedDateTime('Europe/Berlin')
    .add({ hours: 9 })
    .toInstant();
}
