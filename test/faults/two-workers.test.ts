import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openSignal } from '../../bots/runtime/open-signal.ts';
import { idSchema } from '../../core/ids.ts';
import { WORK_PAYLOADS, type WorkKind } from '../../core/work/work.ts';
import type { CastName } from '../local/linden.ts';
import { startStandIns, type StandIns } from '../local/stand-ins.ts';
import { createScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { giveSeat } from './give-seat.ts';
import { completionsTold, directMessages, pagesAsked, untilIdle, untilRead } from './mailbox-readings.ts';
import { rowsOf, storedRows, type StoredRows } from './stored-rows.ts';
import type { Said, Spawned } from './spawn-process.ts';
import { tellMembers } from './tell-members.ts';
import { openWorld, type World } from './world.ts';

const READ = ['ines', 'jana', 'matteo'] as const satisfies readonly CastName[];
const TOLD = ['clara', 'tomas', 'rasmus', 'sofie'] as const satisfies readonly CastName[];
const TITLES = Array.from({ length: 12 }, (_, index) => `Message number ${index + 1} of twelve.`);
const GMAIL_PAGE = 100;
const kindSchema = z.string().refine((kind): kind is WorkKind => kind in WORK_PAYLOADS);

describe('two workers on one database that are both called to the same work over and over', () => {
  let standIns: StandIns;
  let world: World;
  let workers: readonly Spawned[];
  let rows: StoredRows;

  beforeAll(async () => {
    const clock = createScaledClock({ factor: 30 });
    standIns = await startStandIns(clock);
    // A wall’s 10 ms, so that a reading lasts long enough to be begun by the other worker as well.
    standIns.google.faults.setLatency({ medianMs: 300, p95Ms: 600 });
    standIns.microsoft.faults.setLatency({ medianMs: 3000, p95Ms: 4500 });
    world = await openWorld({ standIns, clock });
    for (const name of READ) await giveSeat(world, name);
    await tellMembers(world, TOLD, TITLES);
    workers = await Promise.all([world.spawns('worker-process.ts'), world.spawns('worker-process.ts')]);
    const read = untilRead(world, READ.length);
    await callBothUntil(world, read);
    await read;
    await untilIdle(world);
    rows = await storedRows(world.adminUrl);
  }, 90_000);

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await standIns.stop();
  });

  test('share the work', () => {
    for (const worker of workers) expect(finished([worker]).length).toBeGreaterThan(5);
  });

  test('do every piece of it once, and once more only what was asked for again meanwhile', async () => {
    const all = await rowsOf(
      world.adminUrl,
      `SELECT w.id, w.state, w.fencing, w.kind = 'seat.check' OR n.wanted = 1 AS is_asked_once
       FROM work w LEFT JOIN notice n ON n.id::text = w.payload->>'noticeId' WHERE w.fencing > 0`,
    );
    const times = Map.groupBy(finished(workers), ({ workId }) => workId);
    const askedOnce = all.filter((row) => row['is_asked_once']);

    // Every claim raises the fencing number, so a claim that another worker cut off would be one too many.
    for (const { id, fencing } of all) expect({ id, times: times.get(id)?.length }).toEqual({ id, times: fencing });
    expect(askedOnce.length).toBeGreaterThanOrEqual(TOLD.length * TITLES.length + READ.length);
    // A platform may make a message wait, which is a run of the work but not its end.
    for (const { id } of askedOnce) expect({ id, ends: endsOf(times.get(id)) }).toEqual({ id, ends: 1 });
    expect(says(workers, 'Work was taken over meanwhile')).toEqual([]);
    expect(says(workers, 'Work broke')).toEqual([]);
  });

  test('tell nobody anything twice', async () => {
    for (const name of TOLD) {
      const messages = await directMessages(standIns, name);
      for (const title of TITLES) expect(messages.filter((text) => text.includes(title))).toHaveLength(1);
    }
    for (const name of READ.filter((one) => one !== 'matteo')) expect(await completionsTold(standIns, name)).toBe(1);
  });

  test('read every mailbox once', () => {
    // It may come before the owner has been told, and then reads nothing.
    const cycles = finished(workers).filter(({ kind, reason }) => kind === 'mailbox.sync' && reason === 'cycle');

    expect(cycles).toHaveLength(READ.length);
    expect(rows.runs).toHaveLength(READ.length);
    for (const { expected, seen } of rows.runs) expect(seen).toBe(expected);
    expect(rows.copies).toHaveLength(rows.runs.reduce((sum, { seen }) => sum + Number(seen), 0));
    expect(pagesAsked(standIns, 'ines')).toBe(Math.ceil(Number(rows.runs[0]?.['seen']) / GMAIL_PAGE));
  });
});

const open = z.array(z.object({ accountId: idSchema('account'), workId: idSchema('work'), kind: kindSchema }));

/** The alarm clock forgets that an alarm has rung, and rings it again for whoever is free. */
async function callBothUntil(world: World, end: Promise<void>): Promise<void> {
  const { adminUrl, relay, deps } = world;
  const over = new AbortController();
  const stop = (): void => over.abort();
  end.then(stop, stop);
  const silence = await openSignal(deps, world, relay);
  const due = `SELECT account_id AS "accountId", id AS "workId", kind FROM work
    WHERE state = 'open' AND (leased_until IS NOT NULL OR kind = 'outbox.deliver')`;
  while (!over.signal.aborted) {
    await rowsOf(adminUrl, `DELETE FROM usher_jobs.agenda_jobs WHERE name NOT LIKE 'sweep.%'`);
    await relay.wake(open.parse(await rowsOf(adminUrl, due)));
    await setTimeout(50);
  }
  await silence();
}

function says(workers: readonly Spawned[], message: string): readonly Said[] {
  return workers.flatMap(({ said }) => said.filter(({ msg }) => msg === message));
}

function endsOf(lines: readonly Said[] | undefined): number | undefined {
  return lines?.filter(({ outcome }) => outcome === 'done').length;
}

function finished(workers: readonly Spawned[]): readonly Said[] {
  return says(workers, 'Work finished');
}
