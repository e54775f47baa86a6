import type { Id } from '../../../core/ids.ts';
import type { Locks } from './locks.ts';

/** What takes part in a commit: it may refuse, then everything is applied at once. */
export type Participant = {
  /** The paths of the rows that were written. */
  readonly written: () => Iterable<string>;
  readonly refusal: (isWritten: (path: string) => boolean) => string | undefined;
  readonly apply: () => void;
};

/** One transaction on one account, as the tables see it. */
export type Session = {
  readonly accountId: Id<'account'>;
  /** One statement after the other, as on one connection. */
  readonly step: <Value>(statement: () => Value | Promise<Value>) => Promise<Value>;
  readonly lock: (what: string) => Promise<void>;
  /** After a broken rule nothing works any more and the commit fails, even if the work catches the error. */
  readonly broken: (why: string) => Error;
  readonly join: (participant: Participant) => void;
};

export type OpenSession = Session & { readonly commit: () => Promise<void>; readonly rollback: () => void };

export function openSession(locks: Locks, accountId: Id<'account'>): OpenSession {
  const owner = {};
  const participants: Participant[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let failed: Error | undefined;
  let isOver = false;
  const locked = new Set<string>();

  const end = (): void => {
    isOver = true;
    locks.releaseAll(owner);
  };
  const broken = (why: string): Error => {
    failed ??= new Error(why);
    return failed;
  };
  const commit = (): void => {
    if (failed !== undefined) throw new Error('The transaction was broken off', { cause: failed });
    const written = new Set(participants.flatMap((participant) => [...participant.written()]));
    for (const { refusal } of participants) {
      const why = refusal((path) => written.has(path));
      if (why !== undefined) throw new Error(why);
    }
    for (const { apply } of participants) apply();
  };

  return {
    accountId,
    step: (statement) => {
      const result = last.then(() => {
        if (isOver) throw new Error('The transaction is over');
        if (failed !== undefined) throw new Error('The transaction was broken off', { cause: failed });
        return statement();
      });
      last = result.catch(() => undefined);
      return result;
    },
    lock: async (what) => {
      refuseCrossing(locked, what);
      locked.add(what);
      await locks.acquire(owner, what);
    },
    broken,
    join: (participant) => participants.push(participant),
    commit: async () => {
      await last;
      try {
        commit();
      } finally {
        end();
      }
    },
    rollback: end,
  };
}

/**
 * What is counted is locked before what it counts, everywhere: two transactions that lock them in turn would wait for each
 * other. The real database breaks one of them off after a second; here the order itself is the rule.
 */
function refuseCrossing(locked: ReadonlySet<string>, what: string): void {
  if (locked.has(what) || !what.includes('/entitlement/')) return;
  const seat = [...locked].find((each) => each.includes('/seat/'));
  if (seat !== undefined) throw new Error(`${what} is locked after ${seat}`);
}
