import type { ListEntry, ListStore } from '../../../core/lists/list.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { swap } from './swap.ts';
import type { EntryRow, Tables } from './tables.ts';

export function openLists(tables: Tables, session: Session): ListStore {
  const { accountId } = session;
  const rows = openTable(tables.lists, session);
  const entries = openTable(tables.entries, session);
  return {
    get: rows.get,
    all: rows.all,
    ofOwner: async (owner) => (await rows.all()).filter(({ ownerId }) => ownerId === owner),
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'List', previous, next),
    remove: async ({ id, version }) => {
      if (!(await rows.drop(id, (row) => row.version === version))) throw staleRow('List');
      for (const entry of (await entries.all()).filter(({ listId }) => listId === id))
        await entries.drop(tables.entries.key(entry), () => true);
    },
    entries: async (list) =>
      (await entries.all())
        .filter(({ listId }) => listId === list)
        .toSorted(inOrder)
        .map(entryOf),
    addEntry: async (entry) => {
      if ((await rows.lock(entry.listId)) === undefined) throw staleRow('List');
      return await entries.add({ accountId, ...entry });
    },
  };
}

function inOrder(one: EntryRow, other: EntryRow): number {
  return Temporal.Instant.compare(one.addedAt, other.addedAt) || (targetOf(one) < targetOf(other) ? -1 : 1);
}

function targetOf(entry: EntryRow): string {
  return `${entry.kind} ${entry.kind === 'person' ? entry.personId : entry.organizationId}`;
}

function entryOf(row: EntryRow): ListEntry {
  const { listId, audience, addedBy, addedAt } = row;
  const base = { listId, audience, addedBy, addedAt };
  return row.kind === 'person'
    ? { ...base, kind: row.kind, personId: row.personId }
    : { ...base, kind: row.kind, organizationId: row.organizationId };
}
