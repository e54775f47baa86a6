import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import { dateCodec, momentCodec, moneyCodec } from '../views/value-codecs.ts';
import type { Statement } from './statement.ts';

const count = z.int().nonnegative();
const seats = { quantity: count, amount: moneyCodec, formula: z.string() };

const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('held'), seatType: z.enum(SEAT_TYPES), unitPrice: moneyCodec, ...seats }),
  z.strictObject({
    kind: z.literal('charge'),
    chargeLineId: idSchema('charge-line'),
    request: count,
    requestedBy: idSchema('member'),
    approvedBy: z.array(idSchema('member')),
    forMember: z.union([idSchema('member'), z.undefined()]).optional(),
    seatType: z.enum(SEAT_TYPES),
    from: dateCodec,
    ...seats,
  }),
  z.strictObject({
    kind: z.literal('credit'),
    creditId: idSchema('credit'),
    chargeLineId: idSchema('charge-line'),
    takenBackBy: idSchema('member'),
    from: dateCodec,
    ...seats,
  }),
]);

/** A stored statement: the parsed canonical JSON. What is read back has the hash of what was written. */
export const statementSchema = z
  .strictObject({
    accountId: idSchema('account'),
    number: z.int().positive(),
    period: z.strictObject({ start: dateCodec, end: dateCodec }),
    timeZone: z.string(),
    closedAt: momentCodec,
    entries: z.array(entry),
    change: moneyCodec,
    creditUsed: moneyCodec,
    dueNow: moneyCodec,
  })
  .transform(({ entries, ...statement }): Statement => ({
    ...statement,
    entries: entries.map((read) => (read.kind === 'charge' ? { ...read, forMember: read.forMember } : read)),
  }));
