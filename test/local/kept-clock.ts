import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { createScaledClock, type ScaledClock } from '../stand-ins/clock/scaled-clock.ts';

/** A clock that never goes back: it ran ahead of the wall, so a later start goes on where it stopped. */
export type KeptClock = {
  readonly clock: ScaledClock;
  /** When the office opened for the first time. */
  readonly founded: Temporal.Instant;
  readonly keep: () => Promise<void>;
};

const instant = z.string().transform((text) => Temporal.Instant.from(text));
const kept = z.object({ founded: instant, reached: instant });

export async function openKeptClock(file: string, factor: number): Promise<KeptClock> {
  const wall = Temporal.Now.instant();
  const before = await read(file);
  const clock = createScaledClock({ factor, startAt: later(wall, before?.reached ?? wall) });
  const founded = before?.founded ?? wall;
  return {
    clock,
    founded,
    keep: async () => {
      // Whole or not at all: the process may be killed at any moment.
      await writeFile(`${file}.new`, JSON.stringify({ founded, reached: clock.now() }));
      await rename(`${file}.new`, file);
    },
  };
}

async function read(file: string): Promise<z.output<typeof kept> | undefined> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other;
}
