import { z } from 'zod';
import type { Delegation, DelegationStore } from '../core/approvals/delegation.ts';
import { idSchema } from '../core/ids.ts';
import { instantColumn, optionalColumn } from './columns.ts';
import type { Delegation as Row } from './generated/client.ts';
import { addedOnce } from './conflict.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  accountId: idSchema('account'),
  fromMember: idSchema('member'),
  toMember: idSchema('member'),
  setBy: optionalColumn(idSchema('member')),
  since: instantColumn,
  until: instantColumn,
  version: z.int(),
});

export function createDelegationStore({ db, accountId }: Scope): DelegationStore {
  return {
    of: async (from) =>
      found(await db.delegation.findUnique({ where: { accountId_fromMember: { accountId, fromMember: from } } }), read),
    active: async (at) => {
      const now = instantColumn.encode(at);
      const where = { accountId, since: { lte: now }, until: { gt: now } };
      return (await db.delegation.findMany({ where, orderBy: { fromMember: 'asc' } })).map(read);
    },
    add: (delegation) => addedOnce('Delegation', db.delegation.create({ data: write(delegation) })),
    replace: ({ from, version }, next) =>
      swapped(
        'Delegation',
        db.delegation.updateMany({ where: { accountId, fromMember: from, version }, data: write(next) }),
      ),
  };
}

function read(row: Row): Delegation {
  const { fromMember: from, toMember: to, ...rest } = columns.parse(row);
  return { ...rest, from, to };
}

function write({ from: fromMember, to: toMember, ...rest }: Delegation) {
  return columns.encode({ ...rest, fromMember, toMember });
}
