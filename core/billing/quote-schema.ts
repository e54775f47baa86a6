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

const line = z.strictObject({
  starts: z.enum(['first-access', 'approval']),
  reason: z.enum(['requested', 'minimum-quantity']),
  mode: z.enum(PRORATION_MODES),
  unitPrice: money,
  quantity: count,
  remaining: count,
  total: count,
  amount: money,
});

const fields = {
  accountId: idSchema('account'),
  seatType: z.enum(SEAT_TYPES),
  requested: count,
  named: count,
  belowMinimum: z.enum(['raise', 'refuse']),
  id: idSchema('quote'),
  purchased: z.strictObject({ before: count, after: count }),
  unitPrice: money,
  lines: z.array(line),
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

/** A stored quote: the parsed canonical JSON. What is read back has the hash of what was written. */
export const quoteSchema: z.ZodType<Quote> = z.discriminatedUnion('mode', [
  z.strictObject({ ...fields, mode: z.literal('day'), effective: date }),
  z.strictObject({ ...fields, mode: z.literal('second'), effective: instant }),
]);
