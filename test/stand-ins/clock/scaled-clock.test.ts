import { expect, test } from 'vitest';
import { createSlidingWindow } from '../http/sliding-window.ts';
import { createManualClock, createScaledClock } from './scaled-clock.ts';

const NOON = Temporal.Instant.from('2026-11-22T12:00:00Z');

test('a clock of factor 60 turns a minute into a second of the wall and says so', () => {
  const clock = createScaledClock({ factor: 60 });

  expect(clock.toRealMs(60_000)).toBe(1000);
  expect(clock.describe()).toBe('time runs 60 times faster than the wall');
});

test('a scaled clock runs ahead of the wall from where it started', async () => {
  const clock = createScaledClock({ factor: 10_000, startAt: NOON });

  await clock.sleep(60_000);

  expect(clock.now().epochMilliseconds - NOON.epochMilliseconds).toBeGreaterThanOrEqual(60_000);
});

test('a sliding window frees exactly the units that have left it', () => {
  const clock = createManualClock(NOON);
  const window = createSlidingWindow(clock, 100, 60_000);
  window.book(60);
  clock.advance({ seconds: 30 });
  window.book(40);

  const refused = window.book(50);
  clock.advance({ seconds: 30 });
  const accepted = window.book(60);

  expect(refused).toEqual({ waitMs: 30_000 });
  expect(accepted).toEqual({ waitMs: 0 });
  expect(window.used()).toBe(100);
});
