import { z } from 'zod';
import type { ApiKeyOffer, ApiKeyOfferStore } from '../core/api-keys/api-key-offer.ts';
import { idSchema } from '../core/ids.ts';
import { instantColumn, optionalColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('api-key-offer'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  integration: z.string(),
  supersedes: optionalColumn(idSchema('api-key')),
  digest: z.string(),
  expiresAt: instantColumn,
  takenAt: optionalColumn(instantColumn),
  version: z.int(),
});

export function createApiKeyOfferStore({ db, accountId }: Scope): ApiKeyOfferStore {
  return {
    byDigest: async (digest) =>
      found(await db.apiKeyOffer.findUnique({ where: { accountId_digest: { accountId, digest } } }), read),
    add: async (offer) => {
      await db.apiKeyOffer.create({ data: columns.encode(offer) });
    },
    replace: ({ id, version }, next) =>
      swapped(
        'API key offer',
        db.apiKeyOffer.updateMany({ where: { accountId, id, version }, data: columns.encode(next) }),
      ),
  };
}

function read(row: unknown): ApiKeyOffer {
  return columns.parse(row);
}
