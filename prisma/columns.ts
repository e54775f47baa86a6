import { z } from 'zod';
import type { Prisma } from './generated/client.ts';

/** A timestamp keeps milliseconds: the driver's dates hold no more, so finer parts are cut off on the way in. */
export const instantColumn = z.codec(z.date(), z.instanceof(Temporal.Instant), {
  decode: (date) => date.toTemporalInstant(),
  encode: (instant) => new Date(instant.epochMilliseconds),
});

/** A calendar day without a time zone; the driver's dates are midnights of UTC. */
export const dayColumn = z.codec(z.date(), z.instanceof(Temporal.PlainDate), {
  decode: (date) => Temporal.PlainDate.from(date.toISOString().slice(0, 10)),
  encode: (day) => new Date(`${day.toString()}T00:00:00Z`),
});

/** NULL in a column, undefined in the domain. */
export function optionalColumn<Column, Value>(
  present: z.ZodType<Value, Column>,
): z.ZodType<Value | undefined, Column | null> {
  return z.codec(present.nullable(), z.union([z.custom<Value>(), z.undefined()]), {
    decode: (value) => value ?? undefined,
    encode: (value) => value ?? null,
  });
}

/** What a JSON column takes: throws on anything that would not come back as it went in. */
export function jsonColumn(value: unknown): Prisma.InputJsonObject {
  return jsonObject.parse(value);
}

export function jsonList(values: unknown): Prisma.InputJsonObject[] {
  return z.array(jsonObject).parse(values);
}

/** The same for what people typed: the database refuses the null character and half a surrogate pair, people send them. */
export function typedJsonColumn(value: unknown): Prisma.InputJsonObject {
  return jsonObject.parse(storable(value));
}

/** The data of a state stand in one column beside its name. */
export type StateColumns = { readonly state: string; readonly details: Prisma.InputJsonObject };

export function stateColumns<Column extends { state: string }, Value>(
  schema: z.ZodType<Value, Column>,
  value: Value,
): StateColumns {
  const { state, ...details } = schema.encode(value);
  return { state, details: jsonColumn(details) };
}

export function stateOf<Value>(
  schema: z.ZodType<Value>,
  { state, details }: { readonly state: string; readonly details: Prisma.JsonValue },
): Value {
  return schema.parse({ ...jsonObject.parse(details), state });
}

const jsonObject = z.record(z.string(), z.json());

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  if (!isPlain(value)) throw new TypeError('Only JSON can be stored here');
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [storableText(name), storable(member)]));
}

/** What has a prototype of its own keeps its value elsewhere than in its members, and would be stored as {}. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
