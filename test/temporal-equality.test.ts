import { expect, test } from 'vitest';

const noon = Temporal.Instant.from('2026-03-13T12:00:00Z');

test.each([
  ['instants', noon, noon.add({ hours: 1 })],
  ['dates', Temporal.PlainDate.from('2026-03-13'), Temporal.PlainDate.from('2026-03-14')],
  ['durations', Temporal.Duration.from({ hours: 1 }), Temporal.Duration.from({ hours: 2 })],
  ['zoned times', noon.toZonedDateTimeISO('UTC'), noon.toZonedDateTimeISO('Europe/Berlin')],
  ['an instant and a text', noon, noon.toString()],
])('%s that differ do not match within an object', (_name, one, other) => {
  expect({ at: one, list: [one] }).toMatchObject({ at: one, list: [one] });
  expect({ at: one }).not.toMatchObject({ at: other });
  expect([{ at: one }]).not.toMatchObject([{ at: other }]);
  expect(one).not.toEqual(other);
});
