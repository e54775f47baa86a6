import { describe, expect, test } from 'vitest';
import { periodAt } from '../../../core/billing/billing-period.ts';
import type { BillingPeriod } from '../../../core/billing/billing-period.ts';
import type { Money } from '../../../core/billing/money.ts';
import { allocate, effectiveAt, prorate } from '../../../core/billing/proration.ts';
import { date, eur, instant, money, period } from './builders.ts';

function byDay(unitPrice: Money, quantity: number, over: BillingPeriod, day: string): ReturnType<typeof prorate> {
  return prorate({ mode: 'day', unitPrice, quantity, period: over, effective: date(day) });
}

const march = period('2025-03-01', '2025-04-01');

describe('published examples', () => {
  test('a chat vendor’s own example: 8.00 for 20 of 30 days is 5.33', () => {
    const { amount } = byDay(eur(800n), 1, period('2025-04-01', '2025-05-01'), '2025-04-11');

    expect(amount).toEqual(eur(533n));
  });

  test('the truncation trap: 49.00 for 20 of 30 days is 32.67, not 32.66', () => {
    const { amount } = byDay(eur(4900n), 1, period('2025-04-01', '2025-05-01'), '2025-04-11');

    expect(amount).toEqual(eur(3267n));
  });

  test('a period clamped to 29 February has 29 days', () => {
    const clamped = periodAt(date('2024-01-31'), 'month', date('2024-02-10'));

    expect(byDay(eur(5000n), 1, clamped, '2024-02-10')).toEqual({ remaining: 19, total: 29, amount: eur(3276n) });
  });

  test('a year with a leap day is divided by 366', () => {
    const year = periodAt(date('2024-01-31'), 'year', date('2024-06-15'));

    expect(byDay(eur(120_000n), 3, year, '2024-06-15')).toEqual({ remaining: 230, total: 366, amount: eur(226_230n) });
  });

  test('a currency without decimals rounds to whole units', () => {
    const { amount } = byDay(money('JPY', 1500n), 1, march, '2025-03-25');

    expect(amount).toEqual(money('JPY', 339n));
  });

  test('a currency with three decimals rounds to its thousandths', () => {
    const { amount } = byDay(money('KWD', 1500n), 1, march, '2025-03-25');

    expect(amount).toEqual(money('KWD', 339n));
  });

  test('seconds are counted on UTC instants', () => {
    const effective = instant('2025-03-16T13:37:11Z');

    const prorated = prorate({ mode: 'second', unitPrice: eur(4900n), quantity: 2, period: march, effective });

    expect(prorated).toEqual({ remaining: 1_333_369, total: 2_678_400, amount: eur(4879n) });
  });

  test('the same date in days costs the whole day', () => {
    expect(byDay(eur(4900n), 2, march, '2025-03-16')).toEqual({ remaining: 16, total: 31, amount: eur(5058n) });
  });

  test('the display-rate trap: a rounded daily rate is never a factor', () => {
    expect(byDay(eur(4900n), 3, march, '2025-03-13')).toEqual({ remaining: 19, total: 31, amount: eur(9010n) });
  });
});

describe('the edges of a period', () => {
  test('from its start the whole price is due', () => {
    expect(byDay(eur(4900n), 2, march, '2025-03-01').amount).toEqual(eur(9800n));
  });

  test('on its last day one day is due', () => {
    expect(byDay(eur(3100n), 1, march, '2025-03-31')).toEqual({ remaining: 1, total: 31, amount: eur(100n) });
  });

  test('its end belongs to the next period', () => {
    const next = periodAt(date('2025-03-01'), 'month', march.end);

    expect(byDay(eur(4900n), 1, next, '2025-04-01').amount).toEqual(eur(4900n));
    expect(() => byDay(eur(4900n), 1, march, '2025-04-01')).toThrow('2025-04-01 lies outside 2025-03-01/2025-04-01');
  });

  test('a day before its start is a bug', () => {
    expect(() => byDay(eur(4900n), 1, march, '2025-02-28')).toThrow('lies outside');
  });

  test('a period of 28 days is divided by 28', () => {
    const { amount, total } = byDay(eur(2800n), 1, period('2025-02-01', '2025-03-01'), '2025-02-15');

    expect(total).toBe(28);
    expect(amount).toEqual(eur(1400n));
  });

  test('the first and the last second of a period', () => {
    const wholeMonth = { mode: 'second', unitPrice: eur(2_678_400n), quantity: 1, period: march } as const;

    const whole = prorate({ ...wholeMonth, effective: instant('2025-03-01T00:00:00Z') });
    const last = prorate({ ...wholeMonth, effective: instant('2025-03-31T23:59:59.999Z') });

    expect(whole.amount).toEqual(eur(2_678_400n));
    expect(last.amount).toEqual(eur(1n));
    expect(() => prorate({ ...wholeMonth, effective: instant('2025-04-01T00:00:00Z') })).toThrow('lies outside');
  });
});

describe('days and zones', () => {
  test.each([
    ['Europe/Berlin', '2025-03-30', 23, { remaining: 2, total: 31 }],
    ['Europe/Berlin', '2025-10-26', 25, { remaining: 6, total: 31 }],
    ['America/New_York', '2025-03-09', 23, { remaining: 23, total: 31 }],
    ['America/New_York', '2025-11-02', 25, { remaining: 29, total: 30 }],
  ])('in %s, %s counts as one day although it has %i hours', (timeZone, day, hours, share) => {
    const noon = date(day).toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant();
    const effective = effectiveAt('day', timeZone, noon);
    const month = periodAt(date('2025-01-01'), 'month', date(day));

    const prorated = prorate({ ...effective, unitPrice: eur(4900n), quantity: 1, period: month });

    expect(noon.toZonedDateTimeISO(timeZone).hoursInDay).toBe(hours);
    expect(prorated).toMatchObject(share);
  });

  test.each([
    ['Europe/Berlin', '2025-03-31T22:30:00Z', '2025-04-01'],
    ['America/New_York', '2025-04-01T03:59:59Z', '2025-03-31'],
    ['Pacific/Kiritimati', '2025-03-31T10:00:00Z', '2025-04-01'],
  ])('in %s the instant %s falls on %s', (timeZone, now, day) => {
    expect(effectiveAt('day', timeZone, instant(now))).toEqual({ mode: 'day', effective: date(day) });
  });
});

describe('rounding', () => {
  const halves = period('2025-02-01', '2025-03-01');

  test('a half rounds away from zero, both ways', () => {
    expect(byDay(eur(1n), 1, halves, '2025-02-15').amount).toEqual(eur(1n));
    expect(byDay(eur(1n), -1, halves, '2025-02-15').amount).toEqual(eur(-1n));
    expect(byDay(eur(3n), 1, halves, '2025-02-15').amount).toEqual(eur(2n));
  });

  test('a reduction is the exact mirror of the purchase', () => {
    expect(byDay(eur(4900n), -3, march, '2025-03-13').amount).toEqual(eur(-9010n));
  });
});

describe('splitting a line', () => {
  test('the largest remainders get the left-over units, the earlier part first', () => {
    expect(allocate(eur(9010n), [1, 1, 1])).toEqual([eur(3004n), eur(3003n), eur(3003n)]);
    expect(allocate(eur(100n), [1, 5])).toEqual([eur(17n), eur(83n)]);
    expect(allocate(eur(-10n), [1, 1, 1])).toEqual([eur(-4n), eur(-3n), eur(-3n)]);
    expect(allocate(eur(7n), [0, 1])).toEqual([eur(0n), eur(7n)]);
  });

  test.each([[[]], [[0, 0]], [[2, -1]]])('weights %j are a bug', (weights) => {
    expect(() => allocate(eur(1n), weights)).toThrow('Weights must be positive');
  });
});
