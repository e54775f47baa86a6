import { z } from 'zod';
import { currencySchema } from '../billing/currency.ts';

/** JSON has no bigint, so minor units travel as decimal text. */
export const moneyCodec = z.strictObject({
  currency: currencySchema,
  minor: z.codec(z.string().regex(/^-?\d+$/), z.bigint(), { decode: BigInt, encode: String }),
});

export const momentCodec = z.codec(z.string(), z.instanceof(Temporal.Instant), {
  decode: (text, context) => parsed(() => Temporal.Instant.from(text), text, context),
  encode: (moment) => moment.toString(),
});

export const dateCodec = z.codec(z.string(), z.instanceof(Temporal.PlainDate), {
  decode: (text, context) => parsed(() => Temporal.PlainDate.from(text), text, context),
  encode: (date) => date.toString(),
});

// No JSON column takes a null character or half a surrogate pair, and no renderer shows either.
export const textCodec = z.codec(z.string(), z.string(), {
  decode: (text) => text,
  encode: (text) => text.replaceAll('\0', '').toWellFormed(),
});

/** A count that may be unknown: present and undefined in a view, null in JSON. */
export const unknownableCodec = z.codec(z.number().nullable(), z.union([z.number(), z.undefined()]), {
  decode: (count) => count ?? undefined,
  encode: (count) => count ?? null,
});

function parsed<Value>(parse: () => Value, input: string, context: z.core.ParsePayload): Value {
  try {
    return parse();
  } catch (error) {
    context.issues.push({ code: 'custom', message: String(error), input });
    return z.NEVER;
  }
}
