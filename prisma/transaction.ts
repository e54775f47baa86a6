import type { Id } from '../core/ids.ts';
import type { Stores, Transaction } from '../core/transaction.ts';
import type { WorkKind, WorkSignal } from '../core/work/work.ts';
import type { Queries } from './client.ts';
import { isConflict } from './conflict.ts';
import type { PrismaClient } from './generated/client.ts';

export type AddedWork = { readonly accountId: Id<'account'>; readonly workId: Id<'work'>; readonly kind: WorkKind };

type StoresInput = {
  readonly db: Queries;
  readonly accountId: Id<'account'>;
  readonly added: (work: AddedWork) => void;
};

export type TransactionDeps = {
  readonly client: PrismaClient;
  readonly stores: (input: StoresInput) => Stores;
  readonly signal: WorkSignal;
  /** Hears of a signal that failed; the work itself is stored and the sweep finds it. */
  readonly signalLost: (error: unknown) => void;
};

/** Each round lets at least one of the contenders through, so this bounds how many may want one row at once. */
const MOST_ATTEMPTS = 40;
const LIMITS = { maxWait: 5_000, timeout: 20_000 };

export function createTransaction(deps: TransactionDeps): Transaction {
  return {
    run: async (accountId, work) => {
      const { value, added } = await untilNoConflict(() => attempt(deps, accountId, work));
      if (added.length > 0) await signalAfterCommit(deps, added);
      return value;
    },
  };
}

/** Row-level security lets the transaction see the rows of the account that is set here, and no others. */
export async function enterAccount(db: Queries, accountId: Id<'account'>): Promise<void> {
  await db.$executeRaw`SELECT set_config('usher.account_id', ${accountId}, true)`;
}

export async function untilNoConflict<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let round = 1; ; round += 1) {
    try {
      return await run();
    } catch (error) {
      if (round === MOST_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

async function attempt<Value>(
  { client, stores }: TransactionDeps,
  accountId: Id<'account'>,
  work: (stores: Stores) => Promise<Value>,
): Promise<{ readonly value: Value; readonly added: readonly AddedWork[] }> {
  const added: AddedWork[] = [];
  const value = await client.$transaction(async (db) => {
    await enterAccount(db, accountId);
    const result = await work(stores({ db, accountId, added: (one) => added.push(one) }));
    await refuseBroken(db);
    return result;
  }, LIMITS);
  return { value, added };
}

/**
 * PostgreSQL answers the commit of a transaction in which a statement failed with a silent rollback, so work that caught
 * the failure would pass for done. Asking for the deferred checks now fails in such a transaction, and names what they find.
 */
async function refuseBroken(db: Queries): Promise<void> {
  await db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
}

async function signalAfterCommit({ signal, signalLost }: TransactionDeps, added: readonly AddedWork[]): Promise<void> {
  try {
    await signal.wake(added);
  } catch (error) {
    signalLost(error);
  }
}
