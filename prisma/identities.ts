import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { PlatformUser } from '../core/commands/inbound.ts';
import type { Identity } from '../core/people/identity.ts';
import type { IdentityStore } from '../core/people/member-store.ts';
import { instantColumn } from './columns.ts';
import type { Identity as Row } from './generated/client.ts';
import { found, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('identity'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  proof: z.enum(['confirmed-address', 'first-admin', 'operator']),
  linkedAt: instantColumn,
});

export function createIdentityStore({ db, accountId }: Scope): IdentityStore {
  return {
    of: async (user) => found(await db.identity.findFirst({ where: { accountId, ...userColumns(user) } }), read),
    ofMember: async (memberId) => {
      const orderBy = [{ seenAt: 'desc' as const }, { id: 'desc' as const }];
      return (await db.identity.findMany({ where: { accountId, memberId }, orderBy })).map(read);
    },
    link: async (identity) => {
      const row = columns.encode(identity);
      const data = { ...row, ...userColumns(identity.user), seenAt: row.linkedAt };
      const { count } = await db.identity.createMany({ data, skipDuplicates: true });
      return count === 1;
    },
    unlink: async (memberId) => (await db.identity.deleteMany({ where: { accountId, memberId } })).count,
    seen: async (user, at) => {
      const seenAt = instantColumn.encode(at);
      const where = { accountId, ...userColumns(user), seenAt: { lt: seenAt } };
      await db.identity.updateMany({ where, data: { seenAt } });
    },
  };
}

function read(row: Row): Identity {
  const { surface, workspace, userKey } = row;
  return { ...columns.parse(row), user: { surface, workspace, user: userKey } };
}

function userColumns({ surface, workspace, user }: PlatformUser) {
  return { surface, workspace, userKey: user };
}
