import { expect } from 'vitest';

const KINDS = [
  Temporal.Instant,
  Temporal.PlainDate,
  Temporal.PlainTime,
  Temporal.PlainDateTime,
  Temporal.ZonedDateTime,
  Temporal.Duration,
] as const;

/** A value of Temporal has no properties of its own, so `toMatchObject` takes any two of a kind for the same. */
function areSameMoment(actual: unknown, expected: unknown): boolean | undefined {
  const kind = KINDS.find((one) => expected instanceof one || actual instanceof one);
  if (kind === undefined) return undefined;
  return actual instanceof kind && expected instanceof kind && actual.toString() === expected.toString();
}

expect.addEqualityTesters([areSameMoment]);
