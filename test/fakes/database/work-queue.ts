import { unreachable } from '../../../core/result.ts';
import type { Lease, Work, WorkOutcome, WorkQueue } from '../../../core/work/work.ts';
import type { Locks } from './locks.ts';
import { openTable, type OpenTable } from './open-table.ts';
import { byInstant, earlier } from './swap.ts';
import type { Tables, WorkRow } from './tables.ts';
import { inSession, untilNotStale } from './transaction.ts';

export function createWorkQueue(tables: Tables, locks: Locks): WorkQueue {
  const inRows = <Value>(accountId: Work['accountId'], work: (rows: OpenTable<WorkRow>) => Promise<Value>) =>
    untilNotStale(() => inSession(locks, accountId, (session) => work(openTable(tables.work, session))));

  return {
    due: async (now, limit) =>
      [...tables.work.rows.values()]
        .filter((row) => isFree(row, now))
        .toSorted(byInstant(({ dueAt }) => dueAt))
        .slice(0, limit)
        .map(({ accountId, id, kind }) => ({ accountId, workId: id, kind })),
    claim: (accountId, workId, now, until) =>
      inRows(accountId, async (rows) => {
        const row = await rows.lock(workId);
        if (row === undefined || !isFree(row, now)) return undefined;
        const attempts = row.attempts + (row.leasedUntil === undefined ? 0 : 1);
        const taken = { ...row, attempts, fencing: row.fencing + 1, leasedUntil: until, againAt: undefined };
        await rows.change(workId, () => true, taken);
        return { work: workOf(taken), fencing: taken.fencing, until };
      }),
    extend: (lease, until) => inRows(lease.work.accountId, (rows) => held(rows, lease, () => ({ leasedUntil: until }))),
    finish: (lease, outcome) =>
      inRows(lease.work.accountId, (rows) => held(rows, lease, (row) => finished(row, lease, outcome))),
  };
}

function isFree({ state, dueAt, leasedUntil }: WorkRow, now: Temporal.Instant): boolean {
  const isDue = Temporal.Instant.compare(dueAt, now) <= 0;
  return state === 'open' && isDue && (leasedUntil === undefined || Temporal.Instant.compare(leasedUntil, now) <= 0);
}

async function held(
  rows: OpenTable<WorkRow>,
  { work, fencing }: Lease,
  changes: (row: WorkRow) => Partial<WorkRow>,
): Promise<boolean> {
  const row = await rows.lock(work.id);
  if (row === undefined) return false;
  return await rows.change(work.id, (at) => at.state === 'open' && at.fencing === fencing, { ...row, ...changes(row) });
}

function finished({ againAt }: WorkRow, { work }: Lease, outcome: WorkOutcome): Partial<WorkRow> {
  const released = { leasedUntil: undefined, againAt: undefined };
  if (outcome.kind !== 'again' && againAt !== undefined)
    return { ...released, dueAt: againAt, attempts: 0, reason: undefined };
  switch (outcome.kind) {
    case 'again': {
      const attempts = outcome.countsAsAttempt ? work.attempts + 1 : 0;
      const dueAt = earlier(outcome.dueAt, againAt ?? outcome.dueAt);
      return { ...released, dueAt, attempts, reason: outcome.reason };
    }
    case 'parked':
      return { ...released, state: 'parked', reason: outcome.reason };
    case 'done':
      return { ...released, state: 'done' };
    default:
      return unreachable(outcome);
  }
}

function workOf({ id, accountId, kind, key, payload, dueAt, attempts }: WorkRow): Work {
  return Object.freeze({ id, accountId, kind, key, payload, dueAt, attempts });
}
