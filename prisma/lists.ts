import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import { LIST_PRIVACIES, type List, type ListEntry, type ListStore } from '../core/lists/list.ts';
import { AUDIENCES } from '../core/relationships/audience.ts';
import { unreachable } from '../core/result.ts';
import { staleRow } from '../core/stale-row.ts';
import { instantColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('list'),
  accountId: idSchema('account'),
  name: z.string(),
  ownerId: idSchema('member'),
  privacy: z.enum(LIST_PRIVACIES),
  createdAt: instantColumn,
  version: z.int(),
});

const entryColumns = z.object({
  listId: idSchema('list'),
  audience: z.enum(AUDIENCES),
  addedBy: idSchema('member'),
  addedAt: instantColumn,
});

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), targetId: idSchema('person') }),
  z.object({ kind: z.literal('organization'), targetId: idSchema('organization') }),
]);

export function createListStore({ db, accountId }: Scope): ListStore {
  const orderBy = { id: 'asc' } as const;
  return {
    get: async (id) => found(await db.list.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    all: async () => (await db.list.findMany({ where: { accountId }, orderBy })).map(read),
    ofOwner: async (ownerId) => (await db.list.findMany({ where: { accountId, ownerId }, orderBy })).map(read),
    add: async (list) => {
      await db.list.create({ data: columns.encode(list) });
    },
    replace: ({ id, version }, next) =>
      swapped('List', db.list.updateMany({ where: { accountId, id, version }, data: columns.encode(next) })),
    remove: async ({ id, version }) => {
      await swapped('List', db.list.deleteMany({ where: { accountId, id, version } }));
      await db.listEntry.deleteMany({ where: { accountId, listId: id } });
    },
    entries: async (listId) =>
      (
        await db.listEntry.findMany({
          where: { accountId, listId },
          orderBy: [{ addedAt: 'asc' }, { kind: 'asc' }, { targetId: 'asc' }],
        })
      ).map(readEntry),
    addEntry: async (entry) => {
      // Whoever deletes the list meanwhile waits for this entry and takes it along, or was first.
      const open = await db.$queryRaw<readonly unknown[]>`
        SELECT id FROM list WHERE account_id = ${accountId}::uuid AND id = ${entry.listId}::uuid FOR KEY SHARE`;
      if (open.length === 0) throw staleRow('List');
      const data = { accountId, ...entryColumns.encode(entry), ...targetOf(entry) };
      return (await db.listEntry.createMany({ data, skipDuplicates: true })).count === 1;
    },
  };
}

function read(row: unknown): List {
  return columns.parse(row);
}

function targetOf(entry: ListEntry) {
  switch (entry.kind) {
    case 'person':
      return { kind: entry.kind, targetId: entry.personId };
    case 'organization':
      return { kind: entry.kind, targetId: entry.organizationId };
    default:
      return unreachable(entry);
  }
}

function readEntry(row: unknown): ListEntry {
  const base = entryColumns.parse(row);
  const thing = target.parse(row);
  return thing.kind === 'person'
    ? { ...base, kind: 'person', personId: thing.targetId }
    : { ...base, kind: 'organization', organizationId: thing.targetId };
}
