import type { Registry } from '../../core/accounts/registry.ts';
import type { Id } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { WorkQueue, WorkSignal } from '../../core/work/work.ts';
import { createLocks } from './database/locks.ts';
import { createRegistry } from './database/registry.ts';
import { createTables, type WorkRow } from './database/tables.ts';
import { createTransaction } from './database/transaction.ts';
import { createWorkQueue } from './database/work-queue.ts';

export type FakeDatabase = AsyncDisposable & {
  readonly transaction: Transaction;
  readonly registry: Registry;
  readonly queue: WorkQueue;
  /** Every piece of work of an account, finished or not, which no port shows. */
  readonly workOf: (accountId: Id<'account'>) => readonly WorkRow[];
  /** Every committed row by its table and path; a row that was written is another object. */
  readonly rows: () => Readonly<Record<string, ReadonlyMap<string, unknown>>>;
  /** What a signal threw; the transaction before it stands. */
  readonly lostSignals: readonly unknown[];
};

/**
 * The whole storage in memory, with PostgreSQL's visible semantics: transactions interleave, read what is committed,
 * wait for each other's row locks, and start over when a row turned stale or a deadlock was broken.
 */
export function createFakeDatabase({ signal = SILENT }: { readonly signal?: WorkSignal } = {}): FakeDatabase {
  const tables = createTables();
  const locks = createLocks();
  const lostSignals: unknown[] = [];
  return {
    transaction: createTransaction({ tables, locks, signal, signalLost: (error) => lostSignals.push(error) }),
    registry: createRegistry(tables, locks),
    queue: createWorkQueue(tables, locks),
    workOf: (accountId) => [...tables.work.rows.values()].filter((row) => row.accountId === accountId),
    rows: () =>
      Object.fromEntries(
        Object.entries(tables).map(([name, { rows }]): [string, ReadonlyMap<string, unknown>] => [name, rowsNow(rows)]),
      ),
    lostSignals,
    [Symbol.asyncDispose]: async () => {},
  };
}

const SILENT: WorkSignal = { wake: async () => {} };

function rowsNow(rows: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map(rows);
}
