import { describe, expect, test } from 'vitest';
import { createSignalRelay } from '../../../core/work/signal-relay.ts';
import { WORK_LIMITS } from '../../../core/work/work-limits.ts';
import { setUpDesk } from './desk.ts';

const LIVE = new AbortController().signal;

describe('running a piece of work', () => {
  test('does it once and is done', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();

    const first = await desk.run(ref, LIVE);
    const second = await desk.run(ref, LIVE);

    expect([first, second]).toEqual(['ran', 'not-mine']);
    expect(desk.ran).toHaveLength(1);
    expect(desk.row(ref.workId)).toMatchObject({ state: 'done' });
  });

  test('two workers at once do it once', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();

    const took = await Promise.all([desk.run(ref, LIVE), desk.run(ref, LIVE)]);

    expect(took.toSorted()).toEqual(['not-mine', 'ran']);
    expect(desk.ran).toHaveLength(1);
  });

  test('comes back when its handler asks for it', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    const dueAt = desk.clock.now().add({ minutes: 5 });
    desk.next(async () => ({ kind: 'again', dueAt, countsAsAttempt: false, reason: 'throttled' }));
    await desk.run(ref, LIVE);

    const early = await desk.run(ref, LIVE);
    desk.clock.advance({ minutes: 5 });
    const late = await desk.run(ref, LIVE);

    expect([early, late]).toEqual(['not-mine', 'ran']);
  });

  test('what breaks is tried later each time and parked in the end with an alert', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    const waits: number[] = [];

    for (let round = 0; round < WORK_LIMITS.attempts; round += 1) {
      desk.next(() => Promise.reject(new Error('broken')));
      await desk.run(ref, LIVE);
      waits.push(desk.clock.now().until(desk.row(ref.workId).dueAt).total('seconds'));
      desk.clock.advance({ hours: 1 });
    }

    expect(waits.slice(0, 3)).toEqual([5, 10, 20]);
    expect(desk.row(ref.workId)).toMatchObject({ state: 'parked' });
    expect(desk.parked).toEqual([ref.workId]);
    expect(desk.log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'Work parked' }));
    expect(desk.log.lines.filter(({ event }) => event === 'Work broke')).toHaveLength(WORK_LIMITS.attempts);
  });

  test('work that ends its worker each time is parked with an alert and not tried once more', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    for (let round = 0; round < WORK_LIMITS.attempts; round += 1) {
      await desk.die(ref);
      desk.clock.advance({ hours: 1 });
    }

    await desk.run(ref, LIVE);

    expect(desk.ran).toEqual([]);
    expect(desk.row(ref.workId)).toMatchObject({ state: 'parked', reason: 'it ended its worker each time' });
    expect(desk.parked).toEqual([ref.workId]);
    expect(desk.log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'Work parked' }));
  });

  test('work that ended its workers and then gets on is not held to that', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    for (let round = 1; round < WORK_LIMITS.attempts; round += 1) {
      await desk.die(ref);
      desk.clock.advance({ hours: 1 });
    }
    desk.next(async () => ({ kind: 'again', dueAt: desk.clock.now(), countsAsAttempt: false, reason: 'turn over' }));

    await desk.run(ref, LIVE);

    expect(desk.row(ref.workId)).toMatchObject({ state: 'open', attempts: 0 });
  });

  test('a long run keeps its lease', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    let other: string | undefined;
    desk.next(async () => {
      for (let beat = 0; beat < 6; beat += 1) {
        desk.clock.advance({ seconds: 15 });
        await desk.beat();
      }
      other = await desk.run(ref, LIVE);
      return { kind: 'done' };
    });

    await desk.run(ref, LIVE);

    expect(other).toBe('not-mine');
    expect(desk.row(ref.workId)).toMatchObject({ state: 'done' });
  });

  test('a run whose lease was taken over is told to stop, and what it reports changes nothing', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    let wasStopped = false;
    desk.next(async (_, signal) => {
      desk.clock.advance({ seconds: 61 });
      await desk.run(ref, LIVE);
      await desk.beat();
      wasStopped = signal.aborted;
      return { kind: 'parked', reason: 'too late to say' };
    });

    await desk.run(ref, LIVE);

    expect(wasStopped).toBe(true);
    expect(desk.row(ref.workId)).toMatchObject({ state: 'done' });
    expect(desk.log.lines).toContainEqual(expect.objectContaining({ event: 'Work was taken over meanwhile' }));
  });

  test('a run whose work was cancelled is told to stop', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    let wasStopped = false;
    desk.next(async (_, signal) => {
      await desk.cancel('one');
      await desk.beat();
      wasStopped = signal.aborted;
      return { kind: 'done' };
    });

    await desk.run(ref, LIVE);

    expect(wasStopped).toBe(true);
    expect(desk.row(ref.workId)).toMatchObject({ state: 'cancelled' });
  });

  test('a run over its deadline is told to stop', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    let wasStopped = false;
    desk.next(async (_, signal) => {
      desk.clock.advance(WORK_LIMITS.deadlines['domain.check']);
      await desk.beat();
      wasStopped = signal.aborted;
      return { kind: 'done' };
    });

    await desk.run(ref, LIVE);

    expect(wasStopped).toBe(true);
  });

  test('a shutdown leaves the work due for somebody else and counts no attempt', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    const shutdown = new AbortController();
    desk.next(async (_, signal) => {
      shutdown.abort();
      signal.throwIfAborted();
      return { kind: 'done' };
    });

    await desk.run(ref, shutdown.signal);

    expect(desk.row(ref.workId)).toMatchObject({ state: 'open', attempts: 0 });
    expect(await desk.run(ref, LIVE)).toBe('ran');
  });

  test('work that was asked for again while it ran is done once more', async () => {
    const desk = await setUpDesk();
    const ref = await desk.add();
    desk.next(async () => {
      await desk.add();
      return { kind: 'done' };
    });
    await desk.run(ref, LIVE);

    const again = await desk.run(ref, LIVE);

    expect(again).toBe('ran');
    expect(desk.ran).toHaveLength(2);
  });
});

describe('the sweep', () => {
  test('tells again about everything that is due and about nothing else', async () => {
    const desk = await setUpDesk();
    const due = await desk.add('one');
    const running = await desk.add('two');
    const later = await desk.add('three', desk.clock.now().add({ hours: 1 }));
    desk.next(async () => {
      await desk.sweep();
      return { kind: 'done' };
    });

    await desk.run(running, LIVE);

    expect(desk.woken).toEqual([due.workId]);
    expect(desk.woken).not.toContain(later.workId);
  });

  test('a signal that is not connected yet loses nothing', async () => {
    const relay = createSignalRelay();
    const woken: unknown[] = [];

    await relay.wake([]);
    relay.connect({ wake: async (work) => void woken.push(work) });
    await relay.wake([]);

    expect(woken).toHaveLength(1);
  });
});
