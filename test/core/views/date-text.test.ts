import { expect, test } from 'vitest';
import { countText } from '../../../core/views/count-text.ts';
import { dateText, momentText } from '../../../core/views/date-text.ts';

test.each([
  ['2026-11-22', '22 Nov 2026'],
  ['2027-01-01', '1 Jan 2027'],
  ['2028-02-29', '29 Feb 2028'],
  ['2026-09-30', '30 Sep 2026'],
])('the date %s reads %s', (date, text) => {
  expect(dateText(Temporal.PlainDate.from(date))).toBe(text);
});

test.each([
  ['UTC', '22 Nov 2026, 14:05 UTC'],
  ['Europe/Berlin', '22 Nov 2026, 15:05 UTC+01:00'],
  ['Asia/Kolkata', '22 Nov 2026, 19:35 UTC+05:30'],
  ['Pacific/Auckland', '23 Nov 2026, 03:05 UTC+13:00'],
  ['Europe/London', '22 Nov 2026, 14:05 UTC'],
])('a moment read in %s says its offset', (timeZone, text) => {
  expect(momentText(Temporal.Instant.from('2026-11-22T14:05:59Z'), timeZone)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [4_400, '4,400'],
  [1_234_567, '1,234,567'],
])('the count %d reads %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
