import type { Id } from '../core/ids.ts';
import { staleRow } from '../core/stale-row.ts';
import type { Queries } from './client.ts';

/** What every store of one transaction works with. */
export type Scope = { readonly db: Queries; readonly accountId: Id<'account'> };

export function found<Row, Value>(row: Row | null, read: (row: Row) => Value): Value | undefined {
  return row === null ? undefined : read(row);
}

/** Compare-and-swap: the update names the version that was read, so no row means that somebody was faster. */
export async function swapped(what: string, update: PromiseLike<{ readonly count: number }>): Promise<void> {
  const { count } = await update;
  if (count !== 1) throw staleRow(what);
}
