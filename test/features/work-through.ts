import type { Id } from '../../core/ids.ts';
import type { WorkHandlers } from '../../core/work/work-handler.ts';
import type { WorkQueue } from '../../core/work/work.ts';
import type { ManualClock } from '../stand-ins/clock/scaled-clock.ts';

type Worker = {
  readonly dueAt: (work: Id<'work'>) => Promise<Temporal.Instant | undefined>;
  readonly clock: ManualClock;
  readonly queue: WorkQueue;
  readonly handlers: WorkHandlers;
};

/** What a platform throttles is due a moment later: a worker waits that long, and for nothing else. */
const PATIENCE = Temporal.Duration.from({ seconds: 20 });

/** More than any story causes: whatever asks for itself again at once would never end. */
const MOST_PIECES = 2_000;

/** One piece of due work after another, each with its lease, until nothing is due any more. */
export async function workThrough({ clock, queue, dueAt: dueAtOf, handlers }: Worker): Promise<void> {
  const { signal } = new AbortController();
  const until = clock.now().add(PATIENCE);
  for (let done = 0; done < MOST_PIECES; done += 1) {
    const [due] = await queue.due(until, 1);
    if (due === undefined) return;
    const dueAt = (await dueAtOf(due.workId)) ?? clock.now();
    if (Temporal.Instant.compare(dueAt, clock.now()) > 0) clock.advance(clock.now().until(dueAt));
    const lease = await queue.claim(due.accountId, due.workId, clock.now(), clock.now().add({ minutes: 5 }));
    if (lease === undefined) throw new Error(`Work that is due is held by somebody: ${due.kind}`);
    // The queue parsed the payload with the schema of this kind, whose handler stands in the table under it.
    await queue.finish(lease, await handlers[lease.work.kind](lease.work.payload as never, signal, lease));
  }
  throw new Error('There is always more work that is due');
}
