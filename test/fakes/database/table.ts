import type { Id } from '../../../core/ids.ts';

export type Row = { readonly accountId: Id<'account'> };

/** A row of the same account that another row points at; looked for at commit. */
export type Reference = { readonly table: string; readonly key: string };

export type Unique<Stored> = {
  readonly name: string;
  /** Undefined where the rule does not apply to the row. */
  readonly of: (row: Stored) => string | undefined;
  readonly acrossAccounts?: boolean;
};

export type Rules<Stored> = {
  readonly name: string;
  readonly key: (row: Stored) => string;
  readonly uniques?: readonly Unique<Stored>[];
  /** Why the row may not be as it is. */
  readonly check?: (row: Stored) => string | undefined;
  readonly references?: (row: Stored) => readonly Reference[];
};

/** The committed rows of one table by their path, and the paths of all tables. */
export type Table<Stored> = Rules<Stored> & { readonly rows: Map<string, Stored>; readonly paths: Set<string> };

/** An account is the one row of its table that belongs to it. */
export const ACCOUNT: Reference = { table: 'account', key: 'itself' };

export function createTable<Stored extends Row>(paths: Set<string>, rules: Rules<Stored>): Table<Stored> {
  return { ...rules, rows: new Map(), paths };
}

export function pathOf(accountId: string, { table, key }: Reference): string {
  return `${accountId}/${table}/${key}`;
}
