import type { Stores } from '../transaction.ts';
import type { Stopped } from './hold-mailbox.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';
import type { SyncRun } from './sync-run.ts';

export type RunningRun = Extract<SyncRun, { state: 'running' }>;

/** The run of this turn, unless somebody cancelled it meanwhile. */
export async function runningRun(
  { clock }: SyncDeps,
  { runs }: Stores,
  { opened }: Turn,
): Promise<{ readonly kind: 'running'; readonly run: RunningRun } | Stopped> {
  const run = await runs.get(opened.run.id);
  if (run?.state === 'running') return { kind: 'running', run };
  const outcome = { kind: 'again', dueAt: clock.now(), countsAsAttempt: false, reason: 'run-over' } as const;
  return { kind: 'stopped', outcome };
}
