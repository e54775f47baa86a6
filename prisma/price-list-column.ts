import { z } from 'zod';
import { BILLING_INTERVALS } from '../core/billing/billing-period.ts';
import { currencySchema } from '../core/billing/currency.ts';
import type { PriceList } from '../core/billing/price-list.ts';
import { PRORATION_MODES } from '../core/billing/proration.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { dateCodec } from '../core/views/value-codecs.ts';
import { jsonColumn } from './columns.ts';
import type { Prisma } from './generated/client.ts';

export function priceListJson(terms: PriceList): Prisma.InputJsonObject {
  return jsonColumn(schema.encode(terms));
}

export function priceListFrom(json: Prisma.JsonValue): PriceList {
  return schema.parse(json);
}

/** JSON has no bigint, so minor units stand as decimal text. */
const minorUnits = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), { decode: BigInt, encode: String });

const schema = z.object({
  version: z.int(),
  currency: currencySchema,
  prices: z.partialRecord(z.enum(SEAT_TYPES), z.partialRecord(z.enum(BILLING_INTERVALS), minorUnits)),
  anchor: dateCodec,
  interval: z.enum(BILLING_INTERVALS),
  timeZone: z.string(),
  mode: z.enum(PRORATION_MODES),
  minimumFirstPurchase: z.partialRecord(z.enum(SEAT_TYPES), z.int()),
});
