import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import {
  DIRECTORY_FAULTS,
  type DirectoryLook,
  type DirectoryLookStore,
  type ListedPersonStore,
} from '../core/directory/directory-look.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { DirectoryLook as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('directory-look'),
  accountId: idSchema('account'),
  askedBy: idSchema('member'),
  askedAt: instantColumn,
  version: z.int(),
});

const provider = z.enum(PROVIDERS);
const state = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reading'),
    left: z.array(z.object({ provider, domain: z.string() })).readonly(),
    cursor: optionalColumn(z.string()),
    refused: optionalColumn(provider),
  }),
  z.object({ state: z.literal('read'), at: momentCodec, forgetAt: momentCodec }),
  z.object({ state: z.literal('failed'), provider, because: z.enum(DIRECTORY_FAULTS), at: momentCodec }),
  z.object({ state: z.literal('forgotten'), at: momentCodec }),
]);

const person = z.object({ provider, address: z.string(), fullName: z.string() });

export function createDirectoryLookStore({ db, accountId }: Scope): DirectoryLookStore {
  return {
    get: async (id) => found(await db.directoryLook.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    latest: async () =>
      found(await db.directoryLook.findFirst({ where: { accountId }, orderBy: { id: 'desc' } }), read),
    add: async (look) => {
      const { count } = await db.directoryLook.createMany({ data: write(look), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Directory look', db.directoryLook.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

export function createListedPersonStore({ db, accountId }: Scope): ListedPersonStore {
  return {
    keep: async (lookId, people) => {
      const byAddress = new Map(people.map((one) => [one.address, one]));
      await db.directoryPerson.deleteMany({ where: { accountId, lookId, address: { in: [...byAddress.keys()] } } });
      await db.directoryPerson.createMany({
        data: [...byAddress.values()].map((one) => ({ ...person.parse(one), accountId, lookId })),
      });
    },
    ofLook: async (lookId) => {
      const rows = await db.directoryPerson.findMany({ where: { accountId, lookId } });
      return rows.map((row) => person.parse(row)).toSorted(byName);
    },
    forget: async (lookId) => {
      await db.directoryPerson.deleteMany({ where: { accountId, lookId } });
    },
  };
}

function byName(one: { readonly fullName: string; readonly address: string }, other: typeof one): number {
  return one.fullName.localeCompare(other.fullName, 'en') || one.address.localeCompare(other.address, 'en');
}

function read(row: Row): DirectoryLook {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(look: DirectoryLook) {
  return { ...base.encode(look), ...stateColumns(state, look) };
}
