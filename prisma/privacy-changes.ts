import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { PrivacyChange, PrivacyChangeStore } from '../core/privacy/privacy-change.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, stateColumns, stateOf } from './columns.ts';
import type { PrivacyChange as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('privacy-change'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  askedBy: idSchema('member'),
  askedAt: instantColumn,
  before: z.enum(PRIVACY_LEVELS),
  level: z.enum(PRIVACY_LEVELS),
  sentence: z.string(),
  subjects: z.int(),
  purged: z.int(),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('purging') }),
  z.object({ state: z.literal('reading') }),
  z.object({ state: z.literal('applied'), at: momentCodec }),
  z.object({ state: z.literal('superseded'), at: momentCodec }),
]);

export function createPrivacyChangeStore({ db, accountId }: Scope): PrivacyChangeStore {
  return {
    get: async (id) => found(await db.privacyChange.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    open: async (memberId) =>
      found(
        await db.privacyChange.findFirst({ where: { accountId, memberId, state: { in: ['purging', 'reading'] } } }),
        read,
      ),
    latest: async (memberId) =>
      found(await db.privacyChange.findFirst({ where: { accountId, memberId }, orderBy: { id: 'desc' } }), read),
    add: async (change) => {
      const { count } = await db.privacyChange.createMany({ data: write(change), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Privacy change', db.privacyChange.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): PrivacyChange {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(change: PrivacyChange) {
  return { ...base.encode(change), ...stateColumns(state, change) };
}
