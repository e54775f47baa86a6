import { z } from 'zod';
import type { Inbound } from '../core/commands/inbound.ts';
import { typedJsonColumn } from './columns.ts';
import type { Prisma } from './generated/client.ts';

export function inboundJson(inbound: Inbound): Prisma.InputJsonObject {
  return typedJsonColumn(schema.encode(inbound));
}

export function inboundFrom(json: Prisma.JsonValue): Inbound {
  return schema.parse(json);
}

const answers = z.record(z.string(), z.union([z.string(), z.boolean()]));

const schema = z.object({
  deliveryKey: z.string(),
  from: z.object({ surface: z.string(), workspace: z.string(), user: z.string() }),
  at: z.object({
    surface: z.string(),
    workspace: z.string(),
    address: z.string(),
    isPrivate: z.boolean(),
    name: z.string().optional(),
  }),
  ask: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('typed'), text: z.string(), upload: z.string().exactOptional() }),
    z.object({ kind: z.literal('press'), action: z.string(), answers }),
    z.object({ kind: z.literal('submit'), action: z.string(), answers }),
  ]),
  canOpenForm: z.boolean(),
  repliesTo: z.string().optional(),
});
