import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BILLING_INTERVALS, isWithin, periodAt, periodNumber } from '../../../core/billing/billing-period.ts';
import { date, period } from './builders.ts';

describe('periods', () => {
  test('months from 31 January 2024 come back to the 31st wherever there is one', () => {
    const ends = Array.from({ length: 13 }, (_, number) => periodNumber(date('2024-01-31'), 'month', number).end);

    expect(ends.map((end) => end.toString())).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
      '2024-06-30',
      '2024-07-31',
      '2024-08-31',
      '2024-09-30',
      '2024-10-31',
      '2024-11-30',
      '2024-12-31',
      '2025-01-31',
      '2025-02-28',
    ]);
  });

  test('years from a leap day come back to it', () => {
    const starts = [0, 1, 2, 3, 4].map((number) => periodNumber(date('2024-02-29'), 'year', number).start.toString());

    expect(starts).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  test.each([
    ['the first day', '2024-01-31', '2024-01-31', '2024-02-29'],
    ['the last day', '2024-02-28', '2024-01-31', '2024-02-29'],
    ['the end, which is the next period', '2024-02-29', '2024-02-29', '2024-03-31'],
    ['a day before the anchor', '2024-01-30', '2023-12-31', '2024-01-31'],
  ])('%s lies in its period', (_, day, start, end) => {
    expect(periodAt(date('2024-01-31'), 'month', date(day))).toEqual(period(start, end));
  });

  test('a year that holds a leap day has 366 days', () => {
    const { start, end } = periodAt(date('2024-01-31'), 'year', date('2024-06-15'));

    expect(start.until(end).days).toBe(366);
  });

  test('every day lies in the one period that is found for it, whatever the anchor', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => date('1980-01-01').add({ days }));
    const monthEnd = fc
      .record({ month: fc.integer({ min: 0, max: 600 }), day: fc.constantFrom(28, 29, 30, 31) })
      .map((at) => date('1996-01-01').add({ months: at.month }).with({ day: at.day }));

    fc.assert(
      fc.property(fc.oneof(day, monthEnd), fc.constantFrom(...BILLING_INTERVALS), day, (anchor, interval, today) => {
        const found = periodAt(anchor, interval, today);
        const next = periodAt(anchor, interval, found.end);

        expect(isWithin(found, today)).toBe(true);
        expect(next.start).toEqual(found.end);
        expect(found.start.day).toBe(Math.min(anchor.day, found.start.daysInMonth));
      }),
    );
  });
});
