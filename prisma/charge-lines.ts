import { z } from 'zod';
import type { ChargeLineStore } from '../core/billing/billing-store.ts';
import type { ChargeLine } from '../core/billing/charge-line.ts';
import { idSchema } from '../core/ids.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { dateCodec, momentCodec, moneyCodec } from '../core/views/value-codecs.ts';
import { jsonList, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { ChargeLine as Row } from './generated/client.ts';
import { moneyOf } from './money-columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('charge-line'),
  accountId: idSchema('account'),
  requestId: idSchema('request'),
  quoteId: idSchema('quote'),
  part: z.int(),
  seatType: z.enum(SEAT_TYPES),
  quantity: z.int(),
  seatId: optionalColumn(idSchema('seat')),
  acknowledged: z.array(moneyCodec).readonly(),
  version: z.int(),
});

/** The amount of an accrued line stands in columns of its own, where it can be summed. */
const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), voidAt: momentCodec }),
  z.object({ state: z.literal('accrued'), from: dateCodec, until: dateCodec, at: momentCodec, formula: z.string() }),
  z.object({ state: z.literal('voided'), at: momentCodec, reason: z.string() }),
]);

export function createChargeLineStore({ db, accountId }: Scope): ChargeLineStore {
  const orderBy = { id: 'asc' } as const;
  return {
    get: async (id) => found(await db.chargeLine.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    ofRequest: async (requestId) =>
      (await db.chargeLine.findMany({ where: { accountId, requestId }, orderBy: [{ part: 'asc' }, orderBy] })).map(
        read,
      ),
    ofSeat: async (seatId) =>
      found(await db.chargeLine.findFirst({ where: { accountId, seatId }, orderBy: { id: 'desc' } }), read),
    list: async () => (await db.chargeLine.findMany({ where: { accountId }, orderBy })).map(read),
    add: async (line) => {
      await db.chargeLine.createMany({ data: write(line), skipDuplicates: true });
    },
    replace: ({ id, version }, next) =>
      swapped('Charge line', db.chargeLine.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): ChargeLine {
  const kept = stateOf(state, row);
  const line = base.parse(row);
  return kept.state === 'accrued' ? { ...line, ...kept, amount: moneyOf(row) } : { ...line, ...kept };
}

function write(line: ChargeLine) {
  const { acknowledged, ...row } = base.encode(line);
  const amount = line.state === 'accrued' ? line.amount : undefined;
  return {
    ...row,
    ...stateColumns(state, line),
    acknowledged: jsonList(acknowledged),
    currency: amount?.currency ?? null,
    amountMinor: amount?.minor ?? null,
  };
}
