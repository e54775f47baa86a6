import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { createScaledClock, type ScaledClock } from '../stand-ins/clock/scaled-clock.ts';

/** A scaled clock as one process tells another of it: what it showed at a moment of the wall. */
const sharedClock = z.object({ factor: z.number().positive(), at: z.string(), wallMs: z.number() });
export type SharedClock = z.output<typeof sharedClock>;

/** What a process is told when it is started; its patience is how long it leaves a delivery to whoever has it. */
export const processOrder = sharedClock.extend({ patienceMs: z.number().positive() });
export type ProcessOrder = z.output<typeof processOrder>;

export function shareClock(clock: ScaledClock): SharedClock {
  return { factor: clock.factor, at: clock.now().toString(), wallMs: Temporal.Now.instant().epochMilliseconds };
}

/** The same clock in another process, to within the wall’s millisecond. */
export function clockFrom({ factor, at, wallMs }: SharedClock): ScaledClock {
  const gone = (Temporal.Now.instant().epochMilliseconds - wallMs) * factor;
  return createScaledClock({ factor, startAt: Temporal.Instant.from(at).add({ milliseconds: Math.round(gone) }) });
}

/** What the database keeps, so that an instant is the same before and after it was stored. */
export function wholeMilliseconds(clock: Clock): Clock {
  return { now: () => clock.now().round({ smallestUnit: 'millisecond', roundingMode: 'floor' }) };
}
