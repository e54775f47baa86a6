import type { ApiKeyOfferStore } from '../../../core/api-keys/api-key-offer.ts';
import type { ApiKeyStore } from '../../../core/api-keys/api-key.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openApiKeys(tables: Tables, session: Session): ApiKeyStore {
  const rows = openTable(tables.apiKeys, session);
  return {
    get: rows.get,
    byPrefix: async (prefix) => (await rows.all()).find((key) => key.prefix === prefix),
    ofMember: async (memberId) => (await rows.all()).filter((key) => key.memberId === memberId).toSorted(newestFirst),
    all: async () => (await rows.all()).toSorted(newestFirst),
    add: async (key) => {
      if (!(await rows.add(key))) throw staleRow('Active API key');
    },
    replace: async (previous, next) => {
      const { lastUsedAt } = (await rows.lock(previous.id)) ?? next;
      await swap(rows, 'API key', previous, { ...next, lastUsedAt });
    },
    used: async (id, at) => {
      const key = await rows.lock(id);
      if (key === undefined) return;
      const isLater = key.lastUsedAt === undefined || Temporal.Instant.compare(at, key.lastUsedAt) > 0;
      if (isLater) await rows.put({ ...key, lastUsedAt: at });
    },
  };
}

export function openApiKeyOffers(tables: Tables, session: Session): ApiKeyOfferStore {
  const rows = openTable(tables.apiKeyOffers, session);
  return {
    byDigest: async (digest) => (await rows.all()).find((offer) => offer.digest === digest),
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'API key offer', previous, next),
  };
}
