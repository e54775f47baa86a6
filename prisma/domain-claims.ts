import { z } from 'zod';
import type { DomainClaim, DomainClaimStore } from '../core/domains/domain-claim.ts';
import { idSchema } from '../core/ids.ts';
import { staleRow } from '../core/stale-row.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import { isUniqueViolation } from './conflict.ts';
import type { DomainClaim as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('domain-claim'),
  accountId: idSchema('account'),
  domain: z.string(),
  token: z.string(),
  claimedAt: instantColumn,
  firstVerifiedAt: optionalColumn(instantColumn),
  version: z.int(),
});

const check = z.object({ at: momentCodec, saw: z.enum(['not-found', 'other-values', 'no-answer']) });

const state = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('pending'),
    lastCheck: optionalColumn(check),
    expiresAt: momentCodec,
    nextLookAt: momentCodec,
  }),
  z.object({
    state: z.literal('verified'),
    verifiedAt: momentCodec,
    checkedAt: momentCodec,
    missedAt: optionalColumn(momentCodec),
    nextLookAt: momentCodec,
  }),
  z.object({
    state: z.literal('lapsed'),
    since: momentCodec,
    missedAt: optionalColumn(momentCodec),
    because: check.shape.saw,
    graceUntil: momentCodec,
    nextLookAt: momentCodec,
  }),
  z.object({ state: z.literal('conflict'), at: momentCodec, sawRecord: z.boolean() }),
  z.object({ state: z.literal('expired'), at: momentCodec }),
  z.object({ state: z.literal('revoked'), at: momentCodec }),
  z.object({ state: z.literal('removed'), at: momentCodec }),
]);

export function createDomainClaimStore({ db, accountId }: Scope): DomainClaimStore {
  return {
    byDomain: async (domain) =>
      found(await db.domainClaim.findFirst({ where: { accountId, domain }, orderBy: { id: 'desc' } }), read),
    get: async (id) => found(await db.domainClaim.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    list: async () => (await db.domainClaim.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: async (claim) => {
      await db.domainClaim.create({ data: write(claim) });
    },
    replace: async ({ id, version }, next) => {
      try {
        await swapped(
          'Domain claim',
          db.domainClaim.updateMany({ where: { accountId, id, version }, data: write(next) }),
        );
      } catch (error) {
        // Another account verified the domain a moment ago: on a second look the registry names it.
        if (next.state === 'verified' && isUniqueViolation(error)) throw staleRow('Ownership of the domain');
        throw error;
      }
    },
  };
}

function read(row: Row): DomainClaim {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(claim: DomainClaim) {
  return { ...base.encode(claim), ...stateColumns(state, claim) };
}
