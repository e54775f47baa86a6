import type { Id } from '../../../core/ids.ts';
import { isStaleRow } from '../../../core/stale-row.ts';
import type { Stores, Transaction } from '../../../core/transaction.ts';
import type { WorkKind, WorkSignal } from '../../../core/work/work.ts';
import type { Locks } from './locks.ts';
import { openSession, type OpenSession, type Session } from './session.ts';
import { openStores } from './stores.ts';
import type { Tables } from './tables.ts';

export type AddedWork = { readonly accountId: Id<'account'>; readonly workId: Id<'work'>; readonly kind: WorkKind };

export type TransactionDeps = {
  readonly tables: Tables;
  readonly locks: Locks;
  readonly signal: WorkSignal;
  readonly signalLost: (error: unknown) => void;
};

const MOST_ATTEMPTS = 40;

export function createTransaction(deps: TransactionDeps): Transaction {
  return {
    run: async (accountId, work) => {
      const { value, added } = await untilNotStale(() => attempt(deps, accountId, work));
      if (added.length > 0) await deps.signal.wake(added).catch(deps.signalLost);
      return value;
    },
  };
}

export async function untilNotStale<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let round = 1; ; round += 1) {
    try {
      return await run();
    } catch (error) {
      if (round === MOST_ATTEMPTS || !isStaleRow(error)) throw error;
    }
  }
}

/** All or nothing: whatever is thrown leaves the tables as they were. */
export async function inSession<Value>(
  locks: Locks,
  accountId: Id<'account'>,
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const session: OpenSession = openSession(locks, accountId);
  try {
    const value = await work(session);
    await session.commit();
    return value;
  } finally {
    session.rollback();
  }
}

async function attempt<Value>(
  { tables, locks }: TransactionDeps,
  accountId: Id<'account'>,
  work: (stores: Stores) => Promise<Value>,
): Promise<{ readonly value: Value; readonly added: readonly AddedWork[] }> {
  const added: AddedWork[] = [];
  const value = await inSession(locks, accountId, (session) =>
    work(openStores(tables, session, (one) => added.push(one))),
  );
  return { value, added };
}
