import { z } from 'zod';
import type { HoldStore, LegalHold } from '../core/departures/legal-hold.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { stateColumns, stateOf } from './columns.ts';
import type { LegalHold as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({ accountId: idSchema('account'), memberId: idSchema('member'), version: z.int() });
const by = idSchema('member');

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('on'), reason: z.string(), by, at: momentCodec }),
  z.object({ state: z.literal('off'), by, at: momentCodec }),
]);

export function createHoldStore({ db, accountId }: Scope): HoldStore {
  return {
    of: async (memberId) =>
      found(await db.legalHold.findUnique({ where: { accountId_memberId: { accountId, memberId } } }), read),
    list: async () => (await db.legalHold.findMany({ where: { accountId }, orderBy: { memberId: 'asc' } })).map(read),
    add: async (hold) => (await db.legalHold.createMany({ data: write(hold), skipDuplicates: true })).count === 1,
    replace: ({ memberId, version }, next) =>
      swapped('Legal hold', db.legalHold.updateMany({ where: { accountId, memberId, version }, data: write(next) })),
  };
}

function read(row: Row): LegalHold {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(hold: LegalHold) {
  return { ...base.encode(hold), ...stateColumns(state, hold) };
}
