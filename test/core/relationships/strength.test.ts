import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weightOf } from '../../../core/relationships/edge-touch.ts';
import type { EdgeTouch } from '../../../core/relationships/edge-touch.ts';
import { connectionOf, merged, strengthOf } from '../../../core/relationships/strength.ts';
import type { ConnectionState } from '../../../core/relationships/strength.ts';
import { JANE, RECEIVED_AT as NOW } from './heads.ts';

describe('the weight of one message', () => {
  test('is 1 for a letter to one person', () => {
    expect(weightOf(touch())).toBe(1);
  });

  test.each([
    [3, 1 / 2],
    [7, 1 / 3],
    [1023, 1 / 10],
  ])('among %i recipients is %d', (recipients, weight) => {
    expect(weightOf(touch({ recipients }))).toBeCloseTo(weight, 12);
  });

  test('is half for those only copied', () => {
    expect(weightOf(touch({ addressedIn: 'cc' }))).toBe(0.5);
  });
});

describe('a connection', () => {
  test('halves in 90 days', () => {
    const { outgoing } = strengthOf(connectionOf(touch({ direction: 'outgoing', at: daysAgo(90) })), NOW);

    expect(outgoing).toBeCloseTo(0.5, 12);
  });

  test('keeps its first and last contact and the counts', () => {
    const connection = fold([
      touch({ at: daysAgo(5) }),
      touch({ at: daysAgo(50), direction: 'outgoing' }),
      touch({ at: daysAgo(20) }),
    ]);

    expect(connection.firstAt.equals(daysAgo(50))).toBe(true);
    expect(connection.lastAt.equals(daysAgo(5))).toBe(true);
    expect(connection).toMatchObject({ sent: 1, received: 2 });
  });

  test('is the same from increments in any order and any pages as from the whole log', () => {
    fc.assert(
      fc.property(logs(), fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), fc.nat(39), (log, order, cut) => {
        const shuffled = log
          .map((one, at) => ({ one, key: order[at] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const pages = [shuffled.slice(0, cut), shuffled.slice(cut)].filter((page) => page.length > 0);

        const incremental = pages.map(fold).reduce(merged);

        expect(plain(incremental)).toEqual(approximately(recomputed(log)));
      }),
    );
  });
});

describe('strength', () => {
  test.each([
    ['one exchange just now', [0], 26],
    ['an exchange every month', days(30), 66],
    ['an exchange every week', days(7), 98],
  ])('of %s is about %s', (_, ages, score) => {
    const log = ages.flatMap((age) => [
      touch({ at: daysAgo(age) }),
      touch({ at: daysAgo(age), direction: 'outgoing' }),
    ]);

    expect(strengthOf(fold(log), NOW)).toMatchObject({ score, oneWay: undefined });
  });

  test('explains itself', () => {
    const connection = fold([touch({ direction: 'outgoing' }), touch(), touch({ recipients: 3 })]);

    expect(strengthOf(connection, NOW)).toMatchObject({
      outgoing: 1,
      incoming: 1.5,
      reciprocity: 0.8,
      oneWay: undefined,
    });
  });

  test('of somebody who was never answered stays weak', () => {
    const newsletter = fold(days(1).map((age) => touch({ at: daysAgo(age) })));

    expect(strengthOf(newsletter, NOW)).toMatchObject({ score: 20, oneWay: 'incoming', reciprocity: 0 });
  });

  test('of somebody who never answers is less than that of an exchange', () => {
    const oneWay = fold([touch({ direction: 'outgoing' }), touch({ direction: 'outgoing' })]);
    const exchange = fold([touch({ direction: 'outgoing' }), touch()]);

    expect(strengthOf(oneWay, NOW).oneWay).toBe('outgoing');
    expect(strengthOf(oneWay, NOW).score).toBeLessThan(strengthOf(exchange, NOW).score);
  });

  test('is a whole number from 10 to 100, fades with time, and never falls by another message', () => {
    fc.assert(
      fc.property(
        logs(),
        fc.constantFrom('outgoing' as const, 'incoming' as const),
        fc.integer({ min: 0, max: 4000 }),
        (log, direction, later) => {
          const connection = fold(log);
          const { score } = strengthOf(connection, NOW);

          expect(Number.isInteger(score) && score >= 10 && score <= 100).toBe(true);
          expect(strengthOf(connection, NOW.add({ hours: 24 * later })).score).toBeLessThanOrEqual(score);
          expect(strengthOf(merged(connection, connectionOf(touch({ direction }))), NOW).score).toBeGreaterThanOrEqual(
            score,
          );
        },
      ),
    );
  });

  test('fades to 10', () => {
    expect(strengthOf(fold([touch(), touch({ direction: 'outgoing' })]), NOW.add({ hours: 24 * 3650 })).score).toBe(10);
  });

  test('does not grow by looking at it before its last message', () => {
    const connection = connectionOf(touch({ direction: 'outgoing' }));

    expect(strengthOf(connection, daysAgo(90)).outgoing).toBe(1);
  });
});

function touch(changes: Partial<EdgeTouch> = {}): EdgeTouch {
  return {
    memberId: JANE,
    address: 'ada@globex.example',
    at: NOW,
    direction: 'incoming',
    addressedIn: 'to',
    recipients: 1,
    ...changes,
  };
}

function daysAgo(age: number): Temporal.Instant {
  return NOW.subtract({ hours: age * 24 });
}

/** Ages in days of something that happens every so many days for ten years. */
function days(every: number): number[] {
  return Array.from({ length: Math.floor(3650 / every) }, (_, at) => at * every);
}

function fold(log: readonly EdgeTouch[]): ConnectionState {
  return log.map(connectionOf).reduce(merged);
}

function logs(): fc.Arbitrary<EdgeTouch[]> {
  const one = fc.record({
    age: fc.integer({ min: 0, max: 3000 }),
    direction: fc.constantFrom('outgoing' as const, 'incoming' as const),
    addressedIn: fc.constantFrom('to' as const, 'cc' as const),
    recipients: fc.integer({ min: 1, max: 500 }),
  });
  return fc.array(
    one.map(({ age, ...rest }) => touch({ at: daysAgo(age), ...rest })),
    { minLength: 1, maxLength: 40 },
  );
}

/** The definition, written without increments. */
function recomputed(log: readonly EdgeTouch[]): ConnectionState {
  const times = log.map(({ at }) => at).toSorted((a, b) => Temporal.Instant.compare(a, b));
  const [firstAt = NOW] = times;
  const lastAt = times.at(-1) ?? NOW;
  const sum = (direction: EdgeTouch['direction']) =>
    log
      .filter((one) => one.direction === direction)
      .map(
        (one) =>
          ((one.addressedIn === 'to' ? 1 : 0.5) / Math.log2(1 + one.recipients)) *
          2 ** (-lastAt.since(one.at).total('hours') / 24 / 90),
      )
      .reduce((total, weight) => total + weight, 0);
  const sent = log.filter(({ direction }) => direction === 'outgoing').length;
  return {
    outgoing: sum('outgoing'),
    incoming: sum('incoming'),
    asOf: lastAt,
    firstAt,
    lastAt,
    sent,
    received: log.length - sent,
  };
}

function plain({ asOf, firstAt, lastAt, ...rest }: ConnectionState): object {
  return { ...rest, times: [asOf, firstAt, lastAt].map(String) };
}

/** Sums differ by the rounding of the order in which they were made. */
function approximately(connection: ConnectionState): object {
  const { outgoing, incoming } = connection;
  return { ...plain(connection), outgoing: expect.closeTo(outgoing, 9), incoming: expect.closeTo(incoming, 9) };
}
