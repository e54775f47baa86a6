import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { MemberStore } from '../core/people/member-store.ts';
import { GRANTS, ROLES, STANDINGS, type Member } from '../core/people/member.ts';
import { addedOnce } from './conflict.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('member'),
  accountId: idSchema('account'),
  fullName: z.string(),
  address: z.string(),
  role: z.enum(ROLES),
  grants: z.array(z.enum(GRANTS)).readonly(),
  standing: z.enum(STANDINGS),
  version: z.int(),
});

export function createMemberStore({ db, accountId }: Scope): MemberStore {
  return {
    get: async (id) => found(await db.member.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    byAddress: async (address) =>
      found(await db.member.findUnique({ where: { accountId_address: { accountId, address } } }), read),
    list: async () => (await db.member.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: (member) => addedOnce('Whoever has this address', db.member.create({ data: write(member) })),
    replace: ({ id, version }, next) =>
      swapped('Member', db.member.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function write(member: Member) {
  const { grants, ...row } = columns.encode(member);
  return { ...row, grants: [...grants] };
}

function read(row: unknown): Member {
  return columns.parse(row);
}
