import { z } from 'zod';
import { REVOKED_BECAUSE, type ApiKey, type ApiKeyStore } from '../core/api-keys/api-key.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import { addedOnce } from './conflict.ts';
import type { ApiKey as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('api-key'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  integration: z.string(),
  prefix: z.string(),
  digest: z.string(),
  createdAt: instantColumn,
  lastUsedAt: optionalColumn(instantColumn),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('active') }),
  z.object({ state: z.literal('revoked'), because: z.enum(REVOKED_BECAUSE), at: momentCodec }),
]);

export function createApiKeyStore({ db, accountId }: Scope): ApiKeyStore {
  const orderBy = { id: 'desc' } as const;
  return {
    get: async (id) => found(await db.apiKey.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    byPrefix: async (prefix) => found(await db.apiKey.findFirst({ where: { accountId, prefix } }), read),
    ofMember: async (memberId) => (await db.apiKey.findMany({ where: { accountId, memberId }, orderBy })).map(read),
    all: async () => (await db.apiKey.findMany({ where: { accountId }, orderBy })).map(read),
    add: (key) => addedOnce('Active API key', db.apiKey.create({ data: write(key) })),
    // The last use is not among what is decided on, and a use may have come in between.
    replace: ({ id, version }, next) => {
      const { lastUsedAt: _, ...data } = write(next);
      return swapped('API key', db.apiKey.updateMany({ where: { accountId, id, version }, data }));
    },
    used: async (id, at) => {
      const moment = instantColumn.encode(at);
      const isEarlier = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: moment } }] };
      await db.apiKey.updateMany({ where: { accountId, id, ...isEarlier }, data: { lastUsedAt: moment } });
    },
  };
}

function read(row: Row): ApiKey {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(key: ApiKey) {
  return { ...base.encode(key), ...stateColumns(state, key) };
}
