import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import { BILLING_INTERVALS } from './billing-period.ts';
import { dateCodec, momentCodec } from '../views/value-codecs.ts';
import { currencySchema } from './currency.ts';
import { FORMULA_VERSION, LINE_MODEL, PRORATION_MODES } from './proration.ts';
import type { Quote } from './quote.ts';

const instant = momentCodec;
const date = dateCodec;
const minor = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);
const money = z.strictObject({ currency: currencySchema, minor });
const count = z.int().nonnegative();

const seatsFields = {
  seatType: z.enum(SEAT_TYPES),
  requested: count,
  named: count,
  belowMinimum: z.enum(['raise', 'refuse']),
  purchased: z.strictObject({ before: count, after: count }),
  unitPrice: money,
};

const lineFields = {
  starts: z.enum(['first-access', 'approval']),
  reason: z.enum(['requested', 'minimum-quantity']),
  mode: z.enum(PRORATION_MODES),
  unitPrice: money,
  quantity: count,
  remaining: count,
  total: count,
  amount: money,
};

const fields = {
  accountId: idSchema('account'),
  id: idSchema('quote'),
  total: money,
  anchor: date,
  interval: z.enum(BILLING_INTERVALS),
  period: z.strictObject({ start: date, end: date }),
  timeZone: z.string(),
  lineModel: z.literal(LINE_MODEL),
  formulaVersion: z.literal(FORMULA_VERSION),
  priceVersion: count,
  quotedAt: instant,
  expiresAt: instant,
  renewal: z.strictObject({ on: date, added: money, all: money }),
};

const day = { mode: z.literal('day'), effective: date };
const second = { mode: z.literal('second'), effective: instant };

const one = { ...fields, ...seatsFields, lines: z.array(z.strictObject(lineFields)) };
const several = {
  ...fields,
  seats: z.array(z.strictObject(seatsFields)).min(2),
  lines: z.array(z.strictObject({ seatType: z.enum(SEAT_TYPES), ...lineFields })),
};

const ofOneType = z
  .discriminatedUnion('mode', [z.strictObject({ ...one, ...day }), z.strictObject({ ...one, ...second })])
  .transform(({ seatType, requested, named, belowMinimum, purchased, unitPrice, lines, ...quote }) => ({
    ...quote,
    seats: [{ seatType, requested, named, belowMinimum, purchased, unitPrice }],
    lines: lines.map((line) => ({ seatType, ...line })),
  }));

const ofSeveralTypes = z.discriminatedUnion('mode', [
  z.strictObject({ ...several, ...day }),
  z.strictObject({ ...several, ...second }),
]);

/** A stored quote: the parsed canonical JSON. What is read back has the hash of what was written. */
export const quoteSchema: z.ZodType<Quote> = z.union([ofOneType, ofSeveralTypes]);
