import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSignal } from '../../bots/runtime/open-signal.ts';
import { waitFor } from '../demo/wait-for.ts';
import { startStandIns, type StandIns } from '../local/stand-ins.ts';
import { createScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { giveSeat } from './give-seat.ts';
import { completionsTold, directMessages, pagesAsked, untilIdle, untilRead } from './mailbox-readings.ts';
import { rowsOf, storedRows } from './stored-rows.ts';
import { tellMembers } from './tell-members.ts';
import { openWorld, type World } from './world.ts';

const NOTICE = 'Written down while the job store was emptied';
const GMAIL_PAGE = 100;

describe('a job store that is emptied while a reading, a message and a look at a mailbox are due', () => {
  let standIns: StandIns;
  let world: World;
  let waiting: readonly string[];
  let left: readonly string[];
  const lostUnderWay: string[] = [];

  beforeAll(async () => {
    const clock = createScaledClock({ factor: 30 });
    standIns = await startStandIns(clock);
    standIns.google.faults.setLatency({ medianMs: 240, p95Ms: 480 });
    world = await openWorld({ standIns, clock });
    await giveSeat(world, 'ines');
    const first = await world.spawns('worker-process.ts');
    await untilPage(2);
    await first.kill();

    const silence = await openSignal(world.deps, world, world.relay);
    await giveSeat(world, 'jana');
    await tellMembers(world, ['clara'], [NOTICE]);
    await silence();
    waiting = await alarmsLost(world);
    left = await alarmsLost(world);

    await world.spawns('worker-process.ts');
    await untilPage(5);
    for (let times = 0; times < 6; times += 1) {
      lostUnderWay.push(...(await alarmsLost(world)));
      await setTimeout(100);
    }
    await untilRead(world, 2);
    await untilIdle(world);
  }, 90_000);

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await standIns.stop();
  });

  test('the store forgot each of them, and everything that recurs, before a worker could hear of it', () => {
    expect(waiting).toEqual(
      expect.arrayContaining(['mailbox.sync', 'outbox.deliver', 'seat.check', 'sweep.deliveries', 'sweep.work']),
    );
    expect(left).toEqual([]);
  });

  test('it forgot them again while the worker ran', () => {
    expect(lostUnderWay).toEqual(expect.arrayContaining(['mailbox.sync', 'sweep.work']));
  });

  test('both mailboxes are read to their end all the same, and no page was left out or read twice without need', async () => {
    const { runs, copies } = await storedRows(world.adminUrl);

    expect(runs).toMatchObject([
      { state: 'succeeded', trigger: 'initial' },
      { state: 'succeeded', trigger: 'initial' },
    ]);
    for (const { expected, seen } of runs) expect(seen).toBe(expected);
    expect(copies).toHaveLength(runs.reduce((sum, { seen }) => sum + Number(seen), 0));
    const messages = Number(runs[0]?.['seen']);
    // The worker was killed once in the middle of a page.
    expect(pagesAsked(standIns, 'ines')).toBeLessThanOrEqual(Math.ceil(messages / GMAIL_PAGE) + 1);
  });

  test('everybody is told once', async () => {
    const clara = await directMessages(standIns, 'clara');
    const [ines, jana] = await Promise.all([directMessages(standIns, 'ines'), directMessages(standIns, 'jana')]);

    expect(clara.filter((text) => text.includes(NOTICE))).toHaveLength(1);
    for (const told of [ines, jana]) expect(told.filter((text) => /about to be read/u.test(text))).toHaveLength(1);
    expect(await completionsTold(standIns, 'ines')).toBe(1);
    expect(await completionsTold(standIns, 'jana')).toBe(1);
  });

  async function untilPage(page: number): Promise<void> {
    await waitFor(`page ${page}`, () => (pagesAsked(standIns, 'ines') >= page ? true : undefined));
  }
});

/** Empties the store and answers what it held. */
async function alarmsLost({ adminUrl }: World): Promise<readonly string[]> {
  const lost = await rowsOf(adminUrl, 'DELETE FROM usher_jobs.agenda_jobs RETURNING name');
  return lost.map(({ name }) => String(name));
}
