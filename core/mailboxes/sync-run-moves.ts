import { err, ok, unreachable, type Result } from '../result.ts';
import type { MailboxFault } from './mailbox-provider.ts';
import { addTally } from './tally.ts';
import type { SyncRun, SyncRunBase, Tally } from './sync-run.ts';

export type SyncRunState = SyncRun['state'];

export type SyncRunEvent =
  | { readonly kind: 'taken-up'; readonly at: Temporal.Instant }
  | { readonly kind: 'measured'; readonly expected: number | undefined }
  | { readonly kind: 'progressed'; readonly tally: Tally; readonly gaps: readonly string[] }
  | { readonly kind: 'held'; readonly retryAt: Temporal.Instant; readonly because: 'throttled' | 'unavailable' }
  | { readonly kind: 'succeeded'; readonly at: Temporal.Instant }
  | { readonly kind: 'failed'; readonly at: Temporal.Instant; readonly fault: MailboxFault }
  | { readonly kind: 'cancelled'; readonly at: Temporal.Instant };

export type SyncRunMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: SyncRunState;
  readonly event: SyncRunEvent['kind'];
};

/** The table of sync-runs.md: from which states an event may come. Everything else is refused. */
export const SYNC_RUN_MOVES = {
  // A run that is still running was left there by a worker that died.
  'taken-up': ['queued', 'running', 'waiting'],
  measured: ['running'],
  progressed: ['running'],
  held: ['running'],
  succeeded: ['running'],
  failed: ['running'],
  cancelled: ['queued', 'running', 'waiting'],
} as const satisfies Record<SyncRunEvent['kind'], readonly SyncRunState[]>;

export function moveSyncRun(run: SyncRun, event: SyncRunEvent): Result<SyncRun, SyncRunMoveRefused> {
  const from: readonly SyncRunState[] = SYNC_RUN_MOVES[event.kind];
  if (!from.includes(run.state)) return err({ kind: 'no-such-move', from: run.state, event: event.kind });
  const { id, accountId, mailboxId, trigger, queuedAt, expected, gaps, tally } = run;
  const base = { id, accountId, mailboxId, trigger, queuedAt, expected, gaps, tally, version: run.version + 1 };
  const startedAt = 'startedAt' in run ? run.startedAt : queuedAt;
  return ok(moved(base, startedAt, run.state, event));
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedSyncRun(run: SyncRun, event: SyncRunEvent): SyncRun {
  const result = moveSyncRun(run, event);
  if (!result.ok) throw new Error(`Sync run ${run.id} is ${run.state} and cannot take “${event.kind}”`);
  return result.value;
}

function moved(base: SyncRunBase, startedAt: Temporal.Instant, from: SyncRunState, event: SyncRunEvent): SyncRun {
  switch (event.kind) {
    case 'taken-up':
      return { ...base, state: 'running', startedAt: from === 'queued' ? event.at : startedAt };
    case 'measured':
      return { ...base, expected: event.expected, state: 'running', startedAt };
    case 'progressed': {
      const gaps = [...new Set([...base.gaps, ...event.gaps])].toSorted();
      return { ...base, gaps, tally: addTally(base.tally, event.tally), state: 'running', startedAt };
    }
    case 'held':
      return { ...base, state: 'waiting', startedAt, retryAt: event.retryAt, because: event.because };
    case 'succeeded':
      return { ...base, state: 'succeeded', startedAt, finishedAt: event.at };
    case 'failed':
      return { ...base, state: 'failed', startedAt, finishedAt: event.at, fault: event.fault };
    case 'cancelled':
      return { ...base, state: 'cancelled', finishedAt: event.at };
    default:
      return unreachable(event);
  }
}
