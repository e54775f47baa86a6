import type { Clock } from '../clock.ts';
import type { WorkQueue, WorkSignal } from './work.ts';

export type SweepWorkDeps = { readonly clock: Clock; readonly queue: WorkQueue; readonly signal: WorkSignal };

/** More than the workers can take at once is told again with the next sweep. */
const MOST_AT_ONCE = 200;

/** Tells the alarm clock again about everything that is due: what it never heard, or lost. Answers how much that was. */
export function createSweepWork({ clock, queue, signal }: SweepWorkDeps): () => Promise<number> {
  return async () => {
    const due = await queue.due(clock.now(), MOST_AT_ONCE);
    if (due.length > 0) await signal.wake(due);
    return due.length;
  };
}
