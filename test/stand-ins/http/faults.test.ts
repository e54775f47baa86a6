import { expect, test } from 'vitest';
import { createFaults } from './faults.ts';
import type { Exchange } from './exchange.ts';

const exchange: Exchange = { method: 'GET', url: new URL('http://127.0.0.1/a?b=c'), headers: {}, body: '' };

test('a strike hits once, at the n-th request that matches', () => {
  const faults = createFaults('seed');
  faults.strike({ kind: 'reset' }, { nth: 2, where: 'b=c' });

  const drawn = [1, 2, 3].map(() => faults.drawFault(exchange)?.kind);
  const elsewhere = faults.drawFault({ ...exchange, url: new URL('http://127.0.0.1/other') });

  expect(drawn).toEqual([undefined, 'reset', undefined]);
  expect(elsewhere).toBeUndefined();
});

test('a share strikes as often as it says, and at the same requests for the same seed', () => {
  const struck = hitsOf('one').filter((isStruck) => isStruck).length;

  expect(Math.abs(struck / 4000 - 0.05)).toBeLessThan(0.01);
  expect(hitsOf('one')).toEqual(hitsOf('one'));
  expect(hitsOf('one')).not.toEqual(hitsOf('two'));
});

test('latency has the median and the 95th percentile it was given', () => {
  const faults = createFaults('seed');
  faults.setLatency({ medianMs: 120, p95Ms: 400 });

  const sorted = Array.from({ length: 4000 }, faults.drawLatencyMs).toSorted((left, right) => left - right);

  expect(Math.abs((sorted[2000] ?? 0) / 120 - 1)).toBeLessThan(0.1);
  expect(Math.abs((sorted[3800] ?? 0) / 400 - 1)).toBeLessThan(0.15);
});

function hitsOf(seed: string): readonly boolean[] {
  const faults = createFaults(seed);
  faults.strikeShare({ kind: 'status', status: 503 }, 0.05);
  return Array.from({ length: 4000 }, () => faults.drawFault(exchange) !== undefined);
}
