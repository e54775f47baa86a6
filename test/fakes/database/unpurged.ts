import { openTable, type OpenTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { Row, Table } from './table.ts';

/** The rows that count as there: no row is ever taken out of a table here. */
export function openUnpurged<Stored extends Row & { readonly isPurged: boolean }>(
  table: Table<Stored>,
  session: Session,
): Pick<OpenTable<Stored>, 'all'> {
  const rows = openTable(table, session);
  return { all: async () => (await rows.all()).filter(({ isPurged }) => !isPurged) };
}
