import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { Delivery, DeliveryStore } from '../core/commands/delivery.ts';
import type { SealedReply } from '../core/commands/reply.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { replyFromJson, replyToJson } from '../core/views/view-codec.ts';
import { instantColumn, stateColumns, stateOf } from './columns.ts';
import type { Delivery as Row } from './generated/client.ts';
import { inboundFrom, inboundJson } from './inbound-column.ts';
import { found, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('delivery'),
  accountId: idSchema('account'),
  receivedAt: instantColumn,
  attempts: z.int(),
});

const reply = z.codec(z.json(), z.custom<SealedReply>(), {
  decode: (json) => replyFromJson(json),
  encode: (sealed) => z.json().parse(replyToJson(sealed)),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('unlinked'), reply }),
  z.object({ state: z.literal('handled'), reply, at: momentCodec }),
  z.object({ state: z.literal('answering'), reply, at: momentCodec }),
  z.object({ state: z.literal('answered'), reply, at: momentCodec }),
]);

export function createDeliveryStore({ db, accountId }: Scope): DeliveryStore {
  const byId = async (id: string) =>
    found(await db.delivery.findUnique({ where: { accountId_id: { accountId, id } } }), read);
  return {
    claim: async (delivery) => {
      const { count } = await db.delivery.createMany({ data: write(delivery), skipDuplicates: true });
      return count === 1;
    },
    byKey: async (surface, workspace, deliveryKey) =>
      found(await db.delivery.findFirst({ where: { accountId, surface, workspace, deliveryKey } }), read),
    lock: async (id) => {
      await db.$queryRaw`
        SELECT 1 FROM delivery WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      return byId(id);
    },
    save: async (delivery) => {
      await db.delivery.update({ where: { accountId_id: { accountId, id: delivery.id } }, data: write(delivery) });
    },
    stale: async (states, before, limit) => {
      const where = { accountId, state: { in: [...states] }, receivedAt: { lt: instantColumn.encode(before) } };
      const orderBy = [{ receivedAt: 'asc' as const }, { id: 'asc' as const }];
      return (await db.delivery.findMany({ where, orderBy, take: limit })).map(read);
    },
  };
}

function read(row: Row): Delivery {
  return { ...base.parse(row), inbound: inboundFrom(row.inbound), ...stateOf(state, row) };
}

function write(delivery: Delivery) {
  const { deliveryKey, from } = delivery.inbound;
  const key = { surface: from.surface, workspace: from.workspace, deliveryKey };
  return { ...base.encode(delivery), ...key, inbound: inboundJson(delivery.inbound), ...stateColumns(state, delivery) };
}
