import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { dateCodec, momentCodec, moneyCodec, textCodec, unknownableCodec } from './value-codecs.ts';

const inline = z.union([
  textCodec,
  z.strictObject({ strong: textCodec }),
  z.strictObject({ code: textCodec }),
  z.strictObject({ link: textCodec, href: textCodec }),
  z.strictObject({ member: idSchema('member'), name: textCodec }),
  z.strictObject({ money: moneyCodec }),
  z.strictObject({ moment: momentCodec }),
  z.strictObject({ date: dateCodec }),
]);

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: many(inline) }),
  z.strictObject({
    kind: z.literal('facts'),
    facts: many(z.strictObject({ label: textCodec, value: many(inline) })),
  }),
  z.strictObject({ kind: z.literal('list'), items: many(many(inline)), total: z.number() }),
  z.strictObject({
    kind: z.literal('table'),
    columns: many(textCodec),
    rows: many(many(inline)),
    total: z.number(),
  }),
  z.strictObject({ kind: z.literal('progress'), label: textCodec, done: z.number(), of: unknownableCodec }),
  z.strictObject({ kind: z.literal('note'), text: many(inline) }),
  z.strictObject({ kind: z.literal('picture'), href: textCodec, alt: textCodec }),
]);

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    label: textCodec,
    weight: z.enum(['primary', 'danger', 'plain']),
    does: idSchema('action'),
  }),
  z.strictObject({ kind: z.literal('open'), label: textCodec, href: textCodec }),
]);

const field = { name: textCodec, label: textCodec, required: z.boolean() };

const input = z.discriminatedUnion('kind', [
  z.strictObject({
    ...field,
    kind: z.literal('text'),
    hint: textCodec.exactOptional(),
    initial: textCodec.exactOptional(),
    maxLength: z.number(),
    multiline: z.boolean(),
  }),
  z.strictObject({
    ...field,
    kind: z.literal('choice'),
    initial: textCodec.exactOptional(),
    options: many(z.strictObject({ value: textCodec, label: textCodec, description: textCodec.exactOptional() })),
  }),
  z.strictObject({ ...field, kind: z.literal('check'), sentence: textCodec }),
  z.strictObject({ ...field, kind: z.literal('file'), formats: many(textCodec), hint: textCodec }),
]);

/** A sealed view on one side, JSON on the other. */
export const viewSchema = z.strictObject({
  title: textCodec,
  tone: z.enum(['neutral', 'good', 'attention', 'bad']),
  blocks: many(block),
  actions: many(action),
});

export const formSchema = z.strictObject({
  title: textCodec,
  blocks: many(block),
  inputs: many(input),
  submit: z.strictObject({ label: textCodec, does: idSchema('action') }),
});

// Views are readonly all the way down, so their arrays are readonly on both sides.
function many<Item extends z.ZodType>(item: Item): z.ZodReadonly<z.ZodArray<Item>> {
  return z.array(item).readonly();
}
