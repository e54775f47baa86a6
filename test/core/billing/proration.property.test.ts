import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BILLING_INTERVALS, periodNumber } from '../../../core/billing/billing-period.ts';
import { formatMoney, negate, sum, type Money } from '../../../core/billing/money.ts';
import { allocate, midnight, prorate, type Effective } from '../../../core/billing/proration.ts';
import { currency, date, money } from './builders.ts';

const price = fc
  .record({ code: fc.constantFrom('JPY', 'EUR', 'USD', 'KWD'), minor: fc.bigInt({ min: 0n, max: 10_000_000n }) })
  .map(({ code, minor }) => money(code, minor));

const anchor = fc.oneof(
  fc.integer({ min: 0, max: 12_000 }).map((days) => date('2000-01-01').add({ days })),
  fc.constantFrom('2024-02-29', '2023-02-28', '2024-01-29', '2024-01-30', '2024-01-31', '2024-12-31').map(date),
);

const period = fc
  .record({ anchor, interval: fc.constantFrom(...BILLING_INTERVALS), number: fc.integer({ min: -30, max: 60 }) })
  .map((at) => periodNumber(at.anchor, at.interval, at.number));

const quantity = fc.integer({ min: 1, max: 5000 });

const started = fc
  .record({ period, share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), mode: fc.boolean() })
  .map(({ period: over, share, mode }) => {
    const days = Math.floor(over.start.until(over.end).days * share);
    const seconds = Math.floor(over.start.until(over.end).days * 86_400 * share);
    const effective: Effective = mode
      ? { mode: 'day', effective: over.start.add({ days }) }
      : { mode: 'second', effective: midnight(over.start).add({ seconds }) };
    return { period: over, ...effective };
  });

describe('proration, for every period, price and quantity', () => {
  test('a whole period costs the price of every seat', () => {
    fc.assert(
      fc.property(price, quantity, period, (unitPrice, seats, over) => {
        const byDay = prorate({ mode: 'day', unitPrice, quantity: seats, period: over, effective: over.start });
        const bySecond = prorate({
          mode: 'second',
          unitPrice,
          quantity: seats,
          period: over,
          effective: midnight(over.start),
        });

        expect(byDay.amount.minor).toBe(unitPrice.minor * BigInt(seats));
        expect(bySecond.amount).toEqual(byDay.amount);
      }),
    );
  });

  test('a part never costs more than the whole, and never less than nothing', () => {
    fc.assert(
      fc.property(price, quantity, started, (unitPrice, seats, start) => {
        const { minor } = prorate({ ...start, unitPrice, quantity: seats }).amount;

        expect(minor).toBeGreaterThanOrEqual(0n);
        expect(minor).toBeLessThanOrEqual(unitPrice.minor * BigInt(seats));
      }),
    );
  });

  test('the result is the closest minor unit, and a tie goes up', () => {
    fc.assert(
      fc.property(price, quantity, started, (unitPrice, seats, start) => {
        const { amount, remaining, total } = prorate({ ...start, unitPrice, quantity: seats });

        const twiceTheError = 2n * (amount.minor * BigInt(total) - unitPrice.minor * BigInt(seats) * BigInt(remaining));
        expect(twiceTheError).toBeLessThanOrEqual(BigInt(total));
        expect(twiceTheError).toBeGreaterThan(-BigInt(total));
      }),
    );
  });

  test('a later start never costs more', () => {
    fc.assert(
      fc.property(price, quantity, period, fc.tuple(fc.nat(), fc.nat()), (unitPrice, seats, over, offsets) => {
        const days = over.start.until(over.end).days;
        const [early = 0, late = 0] = offsets.map((offset) => offset % days).toSorted((left, right) => left - right);

        const [dear, cheap] = [early, late].map((offset) =>
          prorate({
            mode: 'day',
            unitPrice,
            quantity: seats,
            period: over,
            effective: over.start.add({ days: offset }),
          }),
        );

        expect(cheap?.amount.minor).toBeLessThanOrEqual(dear?.amount.minor ?? -1n);
      }),
    );
  });

  test('more seats never cost less', () => {
    fc.assert(
      fc.property(price, quantity, quantity, started, (unitPrice, seats, more, start) => {
        const few = prorate({ ...start, unitPrice, quantity: seats });
        const many = prorate({ ...start, unitPrice, quantity: seats + more });

        expect(many.amount.minor).toBeGreaterThanOrEqual(few.amount.minor);
      }),
    );
  });

  test('a credit cancels its charge exactly', () => {
    fc.assert(
      fc.property(price, quantity, started, (unitPrice, seats, start) => {
        const charge = prorate({ ...start, unitPrice, quantity: seats });
        const credit = prorate({ ...start, unitPrice, quantity: -seats });

        expect(credit.amount).toEqual(negate(charge.amount));
      }),
    );
  });
});

describe('allocation, for every amount and weights', () => {
  const amount = fc
    .record({ code: fc.constantFrom('JPY', 'EUR', 'KWD'), minor: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }) })
    .map(({ code, minor }): Money => ({ currency: currency(code), minor }));
  const weights = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 })
    .filter((all) => all.some(Boolean));

  test('the parts sum to the whole', () => {
    fc.assert(
      fc.property(amount, weights, (whole, parts) => {
        const allocated = allocate(whole, parts);

        expect(formatMoney(sum(whole.currency, allocated))).toBe(formatMoney(whole));
      }),
    );
  });

  test('every part is within one minor unit of its exact share', () => {
    fc.assert(
      fc.property(amount, weights, (whole, parts) => {
        const weight = BigInt(parts.reduce((total, part) => total + part, 0));

        const errors = allocate(whole, parts).map(
          ({ minor }, index) => minor * weight - whole.minor * BigInt(parts[index] ?? 0),
        );

        expect(errors.every((error) => error < weight && error > -weight)).toBe(true);
      }),
    );
  });
});
