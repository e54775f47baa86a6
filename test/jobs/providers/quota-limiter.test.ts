import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createQuotaLimiter, type QuotaLimits } from '../../../jobs/providers/quota-limiter.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const LIMITS: QuotaLimits = {
  unitsPerMailbox: 100,
  unitsPerProject: 150,
  windowMs: 60_000,
  share: 1,
  inFlightPerMailbox: 2,
};

describe('the limiter', () => {
  test('lets go at once what fits, and the rest when the window has slid', async () => {
    const world = setUp();

    await world.spend('clara', 40);
    world.clock.advance({ seconds: 10 });
    await world.spend('clara', 60);
    await world.spend('clara', 30);

    expect(world.waits).toEqual([50_000]);
    expect(world.elapsed()).toBe(60_000);
  });

  test('uses no more than its share', async () => {
    const world = setUp({ share: 0.5 });

    await world.spend('clara', 50);
    await world.spend('clara', 1);

    expect(world.waits).toEqual([60_000]);
  });

  test('counts each mailbox by itself and all of them against the project', async () => {
    const world = setUp();

    await world.spend('clara', 100);
    await world.spend('ines', 50);
    await world.spend('tomas', 1);

    expect(world.waits).toEqual([60_000]);
  });

  test('waits for a window of its own for what is larger than any window', async () => {
    const world = setUp();

    await world.spend('clara', 1);
    await world.spend('clara', 500);

    expect(world.elapsed()).toBe(60_000);
  });

  test('has no more open for a mailbox than allowed, and keeps their order', async () => {
    const { limiter } = setUp();
    const open = new Set<number>();
    let most = 0;
    const order: number[] = [];
    const signal = new AbortController().signal;

    await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        limiter.run({ mailbox: 'clara', units: 1, signal }, async () => {
          order.push(number);
          open.add(number);
          most = Math.max(most, open.size);
          await setImmediate();
          open.delete(number);
        }),
      ),
    );

    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('gives back the slot of whoever is aborted while waiting', async () => {
    const { limiter } = setUp({ inFlightPerMailbox: 1 });
    const abort = new AbortController();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const request = { mailbox: 'clara', units: 1 };
    const signal = new AbortController().signal;
    const first = limiter.run({ ...request, signal }, () => held);
    const second = limiter.run({ ...request, signal: abort.signal }, () => Promise.resolve('second'));
    const third = limiter.run({ ...request, signal }, () => Promise.resolve('third'));

    abort.abort(new Error('stop'));
    release();

    await expect(second).rejects.toThrow('stop');
    await first;
    expect(await third).toBe('third');
  });

  test('gives back the slot of work that throws', async () => {
    const { limiter, spend } = setUp({ inFlightPerMailbox: 1 });
    const signal = new AbortController().signal;

    const broken = limiter.run({ mailbox: 'clara', units: 1, signal }, () => Promise.reject(new Error('broken')));

    await expect(broken).rejects.toThrow('broken');
    await expect(spend('clara', 1)).resolves.toBeUndefined();
  });
});

function setUp(change: Partial<QuotaLimits> = {}) {
  const clock = createFakeClock();
  const begun = clock.now();
  const waits: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    clock.advance({ milliseconds });
  };
  const limiter = createQuotaLimiter({ clock, sleep }, { ...LIMITS, ...change });
  const signal = new AbortController().signal;
  return {
    limiter,
    clock,
    waits,
    elapsed: () => clock.now().since(begun).total('milliseconds'),
    spend: (mailbox: string, units: number) => limiter.run({ mailbox, units, signal }, () => Promise.resolve()),
  };
}
