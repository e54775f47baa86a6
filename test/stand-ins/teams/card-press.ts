import { z } from 'zod';
import { nodesOf } from './card-reader.ts';

/** Entries by the name of the field: what a person types, chooses (`value` of the option) or ticks. */
export type Entries = Readonly<Record<string, string | boolean>>;

export type Press =
  | { readonly kind: 'sent'; readonly verb: string; readonly data: Readonly<Record<string, unknown>> }
  /** The client refuses to send while a required field is empty, and shows the field's own message. */
  | { readonly kind: 'incomplete'; readonly messages: readonly string[] };

const execute = z.object({
  type: z.literal('Action.Execute'),
  title: z.string(),
  verb: z.string(),
  data: z.record(z.string(), z.unknown()),
});

const input = z.object({
  type: z.enum(['Input.Text', 'Input.ChoiceSet', 'Input.Toggle']),
  id: z.string(),
  value: z.string().optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
  maxLength: z.number().optional(),
  choices: z.array(z.object({ value: z.string() })).optional(),
});

type CardInput = z.infer<typeof input>;

/** What the client sends when somebody fills in a card and presses the button of that title. */
export function pressOn(card: unknown, title: string, entries: Entries): Press {
  const nodes = nodesOf(card);
  const action = nodes.flatMap((node) => execute.safeParse(node).data ?? []).find((each) => each.title === title);
  if (action === undefined) throw new Error(`There is no button "${title}" on the card`);
  const inputs = nodes.flatMap((node) => input.safeParse(node).data ?? []);
  const unknown = Object.keys(entries).filter((name) => !inputs.some((each) => nameOf(each) === name));
  if (unknown.length > 0) throw new Error(`There is no field ${unknown.join(', ')} on the card`);

  const values = inputs.map((each) => ({ each, value: valueOf(each, entries) }));
  const missing = values.filter(({ each, value }) => each.isRequired === true && isEmpty(each, value));
  if (missing.length > 0) return { kind: 'incomplete', messages: missing.map(({ each }) => each.errorMessage ?? '') };
  const sent = values.filter(({ each, value }) => each.type !== 'Input.ChoiceSet' || value !== '');
  const entered = Object.fromEntries(sent.map(({ each, value }) => [each.id, value]));
  return { kind: 'sent', verb: action.verb, data: { ...action.data, ...entered } };
}

function nameOf({ id }: CardInput): string {
  return id.slice(id.indexOf('.') + 1);
}

function valueOf(field: CardInput, entries: Entries): string {
  const entry = entries[nameOf(field)];
  const value = entry === undefined ? (field.value ?? '') : String(entry);
  const isOffered = field.choices === undefined || value === '' || field.choices.some((each) => each.value === value);
  if (!isOffered) throw new Error(`${nameOf(field)} has no option "${value}"`);
  if (value.length > (field.maxLength ?? Infinity))
    throw new Error(`${nameOf(field)} is longer than the client permits`);
  return value;
}

function isEmpty(field: CardInput, value: string): boolean {
  return field.type === 'Input.Toggle' ? value !== 'true' : value.trim() === '';
}
