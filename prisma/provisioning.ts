import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { idSchema } from '../core/ids.ts';
import {
  HALTED_BECAUSE,
  type SeenPerson,
  type ProvisioningRule,
  type ProvisioningStore,
} from '../core/provisioning/provisioning.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { ProvisioningRule as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  accountId: idSchema('account'),
  claimId: idSchema('domain-claim'),
  domain: z.string(),
  provider: z.enum(PROVIDERS),
  seatType: z.enum(SEAT_TYPES),
  privacy: z.enum(PRIVACY_LEVELS),
  team: optionalColumn(z.string()),
  onlyFree: z.boolean(),
  perDay: z.int(),
  excluded: z.array(z.string()).readonly(),
  setBy: idSchema('member'),
  setAt: instantColumn,
  sentence: z.string(),
  from: optionalColumn(z.string()),
  isFirst: z.boolean(),
  lookedAt: optionalColumn(instantColumn),
  nextLookAt: instantColumn,
  invitedAt: optionalColumn(instantColumn),
  batchId: optionalColumn(idSchema('batch')),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('on') }),
  z.object({ state: z.literal('off'), at: momentCodec }),
  z.object({ state: z.literal('halted'), at: momentCodec, because: z.enum(HALTED_BECAUSE) }),
]);

const personBase = z.object({
  accountId: idSchema('account'),
  claimId: idSchema('domain-claim'),
  digest: z.string(),
  seenAt: instantColumn,
  version: z.int(),
});

const known = z.object({ state: z.literal('known') });
const eligible = z.object({ state: z.literal('eligible'), address: z.string(), fullName: z.string() });
const invited = z.object({ state: z.literal('invited'), batchId: idSchema('batch') });
const personState = z.discriminatedUnion('state', [known, eligible, invited]);

export function createProvisioningStore({ db, accountId }: Scope): ProvisioningStore {
  const orderBy = [{ seenAt: 'asc' as const }, { digest: 'asc' as const }];
  return {
    get: async (claimId) =>
      found(await db.provisioningRule.findUnique({ where: { accountId_claimId: { accountId, claimId } } }), read),
    list: async () =>
      (await db.provisioningRule.findMany({ where: { accountId }, orderBy: { domain: 'asc' } })).map(read),
    add: async (rule) => {
      await db.provisioningRule.create({ data: write(rule) });
    },
    replace: ({ claimId, version }, next) =>
      swapped(
        'Provisioning rule',
        db.provisioningRule.updateMany({ where: { accountId, claimId, version }, data: write(next) }),
      ),
    addPeople: async (people) => {
      await db.provisioningPerson.createMany({ data: people.map(writePerson), skipDuplicates: true });
    },
    eligible: async (claimId) => {
      const where = { accountId, claimId, state: 'eligible' };
      const rows = await db.provisioningPerson.findMany({ where, orderBy });
      return rows.map((row) => ({ ...personBase.parse(row), ...stateOf(eligible, row) }));
    },
    invitedSince: async (claimId, since) => {
      const where = { accountId, claimId, state: 'invited', seenAt: { gte: instantColumn.encode(since) } };
      const rows = await db.provisioningPerson.findMany({ where, orderBy });
      return rows.map((row) => ({ ...personBase.parse(row), ...stateOf(invited, row) }));
    },
    replacePerson: ({ claimId, digest, version }, next) =>
      swapped(
        'Person of a directory',
        db.provisioningPerson.updateMany({ where: { accountId, claimId, digest, version }, data: writePerson(next) }),
      ),
  };
}

function read(row: Row): ProvisioningRule {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(rule: ProvisioningRule) {
  const { excluded, ...columns } = base.encode(rule);
  return { ...columns, excluded: [...excluded], ...stateColumns(state, rule) };
}

function writePerson(person: SeenPerson) {
  return { ...personBase.encode(person), ...stateColumns(personState, person) };
}
