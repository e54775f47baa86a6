import { z } from 'zod';
import type { SealedReply } from '../commands/reply.ts';
import { textCodec } from './value-codecs.ts';
import type { SealedForm, SealedView } from './view.ts';
import { formSchema, viewSchema } from './view-schema.ts';

/** Raised when what is stored can no longer be read as it stands; old versions are then read by their own schema. */
const VERSION = 1;

const storedView = z.strictObject({ version: z.literal(VERSION), view: viewSchema });
const storedForm = z.strictObject({ version: z.literal(VERSION), form: formSchema });
const storedReply = z.strictObject({
  version: z.literal(VERSION),
  reply: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['private', 'conversation', 'deferred']), view: viewSchema }),
    z.strictObject({ kind: z.literal('form'), form: formSchema }),
    z.strictObject({ kind: z.literal('fields'), errors: z.record(z.string(), textCodec) }),
  ]),
});

/** JSON values as a store keeps them. */
export type StoredView = z.input<typeof storedView>;
export type StoredForm = z.input<typeof storedForm>;
export type StoredReply = z.input<typeof storedReply>;

export function viewToJson(view: SealedView): StoredView {
  return storedView.encode({ version: VERSION, view });
}

/** Throws when this is no stored view of a known version: that is a broken store, not a refusal. */
export function viewFromJson(json: unknown): SealedView {
  return storedView.parse(json).view;
}

export function formToJson(form: SealedForm): StoredForm {
  return storedForm.encode({ version: VERSION, form });
}

export function formFromJson(json: unknown): SealedForm {
  return storedForm.parse(json).form;
}

export function replyToJson(reply: SealedReply): StoredReply {
  return storedReply.encode({ version: VERSION, reply });
}

export function replyFromJson(json: unknown): SealedReply {
  return storedReply.parse(json).reply;
}
