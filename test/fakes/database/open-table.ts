import { frozenCopy } from './frozen-copy.ts';
import type { Participant, Session } from './session.ts';
import { ACCOUNT, pathOf, type Row, type Table } from './table.ts';

/**
 * A table inside a transaction: its own writes first, else what is committed by now. A write locks the row, and whatever
 * must be unique, until the transaction ends, and looks again once it has the lock.
 */
export type OpenTable<Stored> = {
  readonly get: (key: string) => Promise<Stored | undefined>;
  /** In the order of their keys. */
  readonly all: () => Promise<readonly Stored[]>;
  readonly lock: (key: string) => Promise<Stored | undefined>;
  /** False when the key or something else unique is taken. */
  readonly add: (row: Stored) => Promise<boolean>;
  /** Breaks the transaction when the key or something else unique is taken. */
  readonly insert: (row: Stored) => Promise<void>;
  /** Adds it, or writes over what has its key. */
  readonly put: (row: Stored) => Promise<void>;
  /** False when the row is not there or not as expected any more. */
  readonly change: (key: string, asExpected: (row: Stored) => boolean, next: Stored) => Promise<boolean>;
  /** Deletes it; false when it is not there or not as expected any more. */
  readonly drop: (key: string, asExpected: (row: Stored) => boolean) => Promise<boolean>;
};

/** Stores of one transaction that look at the same table see each other's writes. */
const opened = new WeakMap<Session, Map<string, unknown>>();

export function openTable<Stored extends Row>(table: Table<Stored>, session: Session): OpenTable<Stored> {
  const tables = opened.get(session) ?? new Map<string, unknown>();
  opened.set(session, tables);
  const before = tables.get(table.name);
  // A name stands for one table, and so for what its rows are.
  if (before !== undefined) return before as OpenTable<Stored>;
  const fresh = openFresh(table, session);
  tables.set(table.name, fresh);
  return fresh;
}

function openFresh<Stored extends Row>(table: Table<Stored>, session: Session): OpenTable<Stored> {
  /** Undefined is what this transaction has deleted. */
  const inside = new Map<string, Stored | undefined>();
  const { accountId, step } = session;
  const path = (key: string): string => pathOf(accountId, { table: table.name, key });
  const visible = (key: string): Stored | undefined =>
    inside.has(path(key)) ? inside.get(path(key)) : table.rows.get(path(key));

  const participant: Participant = {
    written: () => kept(inside).map(([at]) => at),
    refusal: (isWritten) => missing(table, inside, isWritten),
    apply: () => {
      for (const [at, row] of inside) {
        if (row === undefined) {
          table.rows.delete(at);
          table.paths.delete(at);
          continue;
        }
        table.rows.set(at, row);
        table.paths.add(at);
      }
    },
  };
  /** Most tables of a transaction are only read: whoever writes takes part in the commit. */
  const set = (at: string, row: Stored | undefined): void => {
    if (inside.size === 0) session.join(participant);
    inside.set(at, row);
  };

  return {
    get: (key) => step(() => visible(key)),
    all: () =>
      step(() => {
        const own = kept(new Map([...table.rows, ...inside])).filter(([at]) => at.startsWith(path('')));
        return own.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
      }),
    lock: (key) =>
      step(async () => {
        await session.lock(path(key));
        return visible(key);
      }),
    add: (row) => step(() => add(row)),
    insert: (row) =>
      step(async () => {
        if (!(await add(row))) throw session.broken(`${table.name}: something unique is taken`);
      }),
    put: (row) =>
      step(async () => {
        if (!(await add(row))) await change(table.key(row), () => true, row);
      }),
    change: (key, asExpected, next) => step(() => change(key, asExpected, next)),
    drop: (key, asExpected) =>
      step(async () => {
        await session.lock(path(key));
        const current = visible(key);
        if (current === undefined || !asExpected(current)) return false;
        await lockUniques([current]);
        set(path(key), undefined);
        return true;
      }),
  };

  async function add(row: Stored): Promise<boolean> {
    const key = table.key(row);
    await session.lock(path(key));
    await lockUniques([row]);
    if (visible(key) !== undefined || isTaken(row)) return false;
    write(row);
    return true;
  }

  async function change(key: string, asExpected: (row: Stored) => boolean, next: Stored): Promise<boolean> {
    await session.lock(path(key));
    const current = visible(key);
    if (current === undefined || !asExpected(current)) return false;
    await lockUniques([current, next]);
    if (isTaken(next)) throw session.broken(`${table.name}: something unique is taken`);
    write(next);
    return true;
  }

  function write(row: Stored): void {
    if (row.accountId !== accountId) throw session.broken(`${table.name}: the row belongs to another account`);
    const refusal = table.check?.(row);
    if (refusal !== undefined) throw session.broken(`${table.name}: ${refusal}`);
    set(path(table.key(row)), frozenCopy(row));
  }

  /** Also what the row gives up: until commit it is not known whether it becomes free. */
  async function lockUniques(rows: readonly Stored[]): Promise<void> {
    for (const { name, of, acrossAccounts } of table.uniques ?? []) {
      const [one, other = one] = rows.map(of);
      if (rows.length > 1 && one === other) continue;
      const whose = acrossAccounts === true ? 'all' : accountId;
      for (const value of [one, other]) {
        if (value !== undefined) await session.lock(`${whose}/${table.name}:${name}/${value}`);
      }
    }
  }

  function isTaken(row: Stored): boolean {
    if (table.uniques === undefined) return false;
    const others = kept(new Map([...table.rows, ...inside])).filter(([at]) => at !== path(table.key(row)));
    return table.uniques.some(({ of, acrossAccounts }) => {
      const value = of(row);
      if (value === undefined) return false;
      return others.some(
        ([, other]) => of(other) === value && (acrossAccounts === true || other.accountId === row.accountId),
      );
    });
  }
}

function kept<Stored>(rows: ReadonlyMap<string, Stored | undefined>): readonly (readonly [string, Stored])[] {
  return [...rows].flatMap(([at, row]) => (row === undefined ? [] : [[at, row] as const]));
}

/** Looked at when everything is written, so that the order of writing does not matter. */
function missing<Stored extends Row>(
  table: Table<Stored>,
  inside: ReadonlyMap<string, Stored | undefined>,
  isWritten: (path: string) => boolean,
): string | undefined {
  for (const [, row] of kept(inside)) {
    const references = table.name === ACCOUNT.table ? [] : [ACCOUNT, ...(table.references?.(row) ?? [])];
    const lost = references.find((reference) => {
      const at = pathOf(row.accountId, reference);
      return !isWritten(at) && !table.paths.has(at);
    });
    if (lost !== undefined) return `${table.name}: points at no ${lost.table}`;
  }
  return undefined;
}
