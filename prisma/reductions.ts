import { z } from 'zod';
import type { ReductionStore } from '../core/billing/billing-store.ts';
import type { Reduction } from '../core/billing/reduction.ts';
import { idSchema } from '../core/ids.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { dateCodec, momentCodec, moneyCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, stateColumns, stateOf } from './columns.ts';
import type { Reduction as Row } from './generated/client.ts';
import { swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('reduction'),
  accountId: idSchema('account'),
  planHash: z.string(),
  sentence: z.string(),
  agreedBy: idSchema('member'),
  deliveryId: idSchema('delivery'),
  at: instantColumn,
  version: z.int(),
});

const plan = z.object({
  seatType: z.enum(SEAT_TYPES),
  purchased: z.object({ before: z.int(), after: z.int() }),
  now: z.array(z.object({ chargeLineId: idSchema('charge-line'), quantity: z.int(), amount: moneyCodec })).readonly(),
  credit: moneyCodec,
  atRenewal: z.int(),
  renewalOn: dateCodec,
  renewal: z.array(moneyCodec).readonly(),
  asOf: momentCodec,
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending') }),
  z.object({ state: z.literal('done'), endedAt: momentCodec, applied: z.int() }),
]);

export function createReductionStore({ db, accountId }: Scope): ReductionStore {
  return {
    list: async () => (await db.reduction.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: async (reduction) => {
      await db.reduction.create({ data: write(reduction) });
    },
    replace: ({ id, version }, next) =>
      swapped('Reduction', db.reduction.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Reduction {
  return { ...columns.parse(row), plan: plan.parse(row.plan), ...stateOf(state, row) };
}

function write(reduction: Reduction) {
  return {
    ...columns.encode(reduction),
    ...stateColumns(state, reduction),
    seatType: reduction.plan.seatType,
    plan: jsonColumn(plan.encode(reduction.plan)),
  };
}
