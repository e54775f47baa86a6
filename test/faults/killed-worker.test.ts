import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { waitFor } from '../demo/wait-for.ts';
import { cast, type CastName } from '../local/linden.ts';
import { startStandIns, type StandIns } from '../local/stand-ins.ts';
import { createScaledClock, type ScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { giveSeat } from './give-seat.ts';
import { completionsTold, pagesAsked, servedTo, untilIdle, untilRead } from './mailbox-readings.ts';
import { readOnce } from './read-once.ts';
import { untilStoring } from './until-storing.ts';
import { rowsOf, storedRows, type StoredRows } from './stored-rows.ts';
import { openWorld, type World } from './world.ts';

const READ = ['ines', 'sofie'] as const satisfies readonly CastName[];
/** After so many pages of these mailboxes the worker is killed: while it asks for a page, or while it stores one. */
const KILLS = [
  { name: 'ines', pages: 2, moment: 'asking' },
  { name: 'sofie', pages: 2, moment: 'storing' },
  { name: 'ines', pages: 5, moment: 'asking' },
] as const;
const GMAIL_PAGE = 100;

type Reading = {
  readonly rows: StoredRows;
  readonly pages: Readonly<Record<string, number>>;
  readonly served: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly told: Readonly<Record<string, number>>;
};

describe('a worker that is killed three times while it reads a Gmail and a Graph mailbox', () => {
  let clock: ScaledClock;
  let standIns: StandIns;
  let killed: World;
  let whole: Reading;
  let torn: Reading;
  const statesAtDeath: unknown[] = [];

  beforeAll(async () => {
    clock = createScaledClock({ factor: 30 });
    standIns = await startStandIns(clock);
    // A wall’s 60 ms and 8 ms: long enough to be killed in the middle of.
    standIns.microsoft.faults.setLatency({ medianMs: 1800, p95Ms: 2400 });
    standIns.google.faults.setLatency({ medianMs: 240, p95Ms: 480 });
    await using unharmed = await openWorld({ standIns, clock });
    whole = await reading(unharmed, async () => void (await unharmed.spawns('worker-process.ts')));
    killed = await openWorld({ standIns, clock });
    torn = await reading(killed, () => killThrice(killed));
  }, 120_000);

  afterAll(async () => {
    await killed[Symbol.asyncDispose]();
    await standIns.stop();
  });

  test('the first run read everything once', () => {
    expect(whole.rows.copies.length).toBeGreaterThan(1500);
    expect(whole.told).toEqual({ ines: 1, sofie: 1 });
  });

  test('every death met a reading that was under way', () => {
    expect(statesAtDeath).toEqual(KILLS.map(() => ({ state: 'running' })));
  });

  test.each(['copies', 'interactions', 'participants', 'people', 'organizations', 'touches', 'connections'] as const)(
    'it leaves the %s of a run that nobody disturbed',
    (name) => {
      expect(torn.rows[name]).toEqual(whole.rows[name]);
    },
  );

  test('it leaves the same runs, counts and states of reading', () => {
    expect(torn.rows.runs).toEqual(whole.rows.runs);
    expect(torn.rows.readings).toEqual(whole.rows.readings);
    expect(torn.rows.parked).toEqual(whole.rows.parked);
  });

  test('it goes on from the same place', () => {
    expect(placesOf(torn.rows)).toEqual(placesOf(whole.rows));
  });

  test('each owner hears once that the first reading is complete', () => {
    expect(torn.told).toEqual({ ines: 1, sofie: 1 });
  });

  test('each death costs at most one page of a mailbox, or of each of its folders that was being read', () => {
    expect(pagesBeyond('ines')).toBeLessThanOrEqual(KILLS.length);
    expect(messagesTwice('ines')).toBeLessThanOrEqual(KILLS.length * GMAIL_PAGE);
    expect(pagesBeyond('sofie')).toBeLessThanOrEqual(KILLS.length * 4);
  });

  test('the next cycle serves what is new and nothing else', async () => {
    const served = await readOnce(killed, READ);

    expect(served).toEqual({ ines: 1, sofie: 1 });
  }, 30_000);

  function pagesBeyond(name: CastName): number {
    return (torn.pages[name] ?? NaN) - (whole.pages[name] ?? NaN);
  }

  function messagesTwice(name: CastName): number {
    const times = (run: Reading): number => [...(run.served[name]?.values() ?? [])].reduce((sum, one) => sum + one, 0);
    return times(torn) - times(whole);
  }

  async function reading(world: World, work: () => Promise<void>): Promise<Reading> {
    standIns.google.log.clear();
    standIns.microsoft.log.clear();
    const before = await perMailbox((name) => completionsTold(standIns, name));
    for (const name of READ) await giveSeat(world, name);
    await work();
    await untilRead(world, READ.length);
    await untilIdle(world);
    const after = await perMailbox((name) => completionsTold(standIns, name));
    return {
      rows: await storedRows(world.adminUrl),
      pages: await perMailbox((name) => pagesAsked(standIns, name)),
      served: await perMailbox((name) => servedTo(standIns, name)),
      told: Object.fromEntries(READ.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)])),
    };
  }

  async function killThrice(world: World): Promise<void> {
    for (const { name, pages, moment } of KILLS) {
      const worker = await world.spawns('worker-process.ts');
      await waitFor(`page ${pages} of ${name}`, () => (pagesAsked(standIns, name) >= pages ? true : undefined));
      if (moment === 'storing') await untilStoring(world);
      await worker.kill();
      statesAtDeath.push(await stateOf(world, name));
    }
    await world.spawns('worker-process.ts');
  }
});

async function perMailbox<Value>(ask: (name: CastName) => Value | Promise<Value>) {
  const answers: Record<string, Awaited<Value>> = {};
  for (const name of READ) answers[name] = await ask(name);
  return answers;
}

async function stateOf({ adminUrl }: World, name: CastName): Promise<unknown> {
  const address = cast[name].primary;
  const query = `SELECT r.state FROM sync_run r JOIN mailbox m ON m.id = r.mailbox_id WHERE m.address = '${address}'`;
  return (await rowsOf(adminUrl, query))[0];
}

/** A Graph link is a new word in every round; what it stands for is its folder, read so far. */
const folder = z.object({ id: z.string(), state: z.string(), link: z.string().transform(() => 'link') });
const graphCursor = z.looseObject({ folders: z.array(folder) });

function placesOf({ cursors }: StoredRows): readonly unknown[] {
  return cursors.map(({ provider, address, cursor }) => {
    const parsed: unknown = JSON.parse(z.string().parse(cursor));
    return { address, at: provider === 'google' ? parsed : graphCursor.parse(parsed) };
  });
}
