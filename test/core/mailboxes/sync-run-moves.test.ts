import { describe, expect, test } from 'vitest';
import {
  moveSyncRun,
  SYNC_RUN_MOVES,
  type SyncRunEvent,
  type SyncRunState,
} from '../../../core/mailboxes/sync-run-moves.ts';
import { EMPTY_TALLY, type SyncRun } from '../../../core/mailboxes/sync-run.ts';
import { NOW } from '../../builders/ids.ts';
import { aQueuedRun } from '../../builders/mailboxes.ts';

const LATER = NOW.add({ minutes: 5 });
const base = aQueuedRun();

const RUNS: Record<SyncRunState, SyncRun> = {
  queued: base,
  running: { ...base, state: 'running', startedAt: NOW },
  waiting: { ...base, state: 'waiting', startedAt: NOW, retryAt: LATER, because: 'throttled' },
  succeeded: { ...base, state: 'succeeded', startedAt: NOW, finishedAt: LATER },
  failed: { ...base, state: 'failed', startedAt: NOW, finishedAt: LATER, fault: 'suspended' },
  cancelled: { ...base, state: 'cancelled', finishedAt: LATER },
};

const EVENTS: readonly SyncRunEvent[] = [
  { kind: 'taken-up', at: LATER },
  { kind: 'measured', expected: 10 },
  { kind: 'progressed', tally: { ...EMPTY_TALLY, seen: 2 }, gaps: ['Archive'] },
  { kind: 'held', retryAt: LATER, because: 'unavailable' },
  { kind: 'succeeded', at: LATER },
  { kind: 'failed', at: LATER, fault: 'alias' },
  { kind: 'cancelled', at: LATER },
];

/** The drawing of sync-runs.md, written down once more. */
const DRAWN: Record<SyncRunState, Partial<Record<SyncRunEvent['kind'], SyncRunState>>> = {
  queued: { 'taken-up': 'running', cancelled: 'cancelled' },
  running: {
    'taken-up': 'running',
    measured: 'running',
    progressed: 'running',
    held: 'waiting',
    succeeded: 'succeeded',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  waiting: { 'taken-up': 'running', cancelled: 'cancelled' },
  succeeded: {},
  failed: {},
  cancelled: {},
};

const PAIRS = Object.values(RUNS).flatMap((run) => EVENTS.map((event) => [run.state, event.kind, run, event] as const));

describe('the moves of a sync run', () => {
  test.each(PAIRS)('%s and %s go where the drawing says', (from, kind, run, event) => {
    const moved = moveSyncRun(run, event);

    const to = DRAWN[from][kind];
    const refused = { ok: false, error: { kind: 'no-such-move', from, event: kind } };
    expect(moved).toMatchObject(
      to === undefined ? refused : { ok: true, value: { state: to, id: run.id, version: run.version + 1 } },
    );
  });

  test('every event has a row in the table', () => {
    const rows = Object.keys(SYNC_RUN_MOVES);

    expect(rows.toSorted()).toEqual(EVENTS.map(({ kind }) => kind).toSorted());
  });

  test('a run that was taken up again still began when it began', () => {
    const moved = moveSyncRun(RUNS.waiting, { kind: 'taken-up', at: LATER });

    expect(moved).toMatchObject({ value: { startedAt: NOW } });
  });

  test('progress adds to what was counted and names each gap once', () => {
    const first = { ...EMPTY_TALLY, seen: 2, skipped: { automated: 1 } };
    const second = { ...EMPTY_TALLY, seen: 3, skipped: { automated: 1, 'own-copy': 2 } };
    const once = moveSyncRun(RUNS.running, { kind: 'progressed', tally: first, gaps: ['B'] });
    if (!once.ok) throw new Error('Refused');

    const twice = moveSyncRun(once.value, { kind: 'progressed', tally: second, gaps: ['A', 'B'] });

    expect(twice).toMatchObject({
      value: { gaps: ['A', 'B'], tally: { seen: 5, skipped: { automated: 2, 'own-copy': 2 } } },
    });
  });
});
