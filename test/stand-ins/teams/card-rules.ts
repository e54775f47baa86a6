import { z } from 'zod';

/**
 * Teams' side of Adaptive Cards 1.5, written from the schema explorer and kept apart from what the product checks, so that
 * the two cannot share a mistake. What 1.5 does not name is refused, as are the parts of it that Teams shows wrongly.
 */
const spacing = z.enum(['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding']);
const base = {
  id: z.string().min(1).optional(),
  spacing: spacing.optional(),
  separator: z.boolean().optional(),
  isVisible: z.boolean().optional(),
  fallback: z.unknown().optional(),
};
const weight = z.enum(['Lighter', 'Default', 'Bolder']);
const size = z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']);
const color = z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']);
const containerStyle = z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']);
const text = z.string().min(1);

const openUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: text.optional(),
  url: z.url(),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  fallback: z.unknown().optional(),
});
const pressed = {
  title: text,
  data: z.record(z.string(), z.unknown()).optional(),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  associatedInputs: z.enum(['auto', 'none']).optional(),
};
const submit = z.strictObject({ type: z.literal('Action.Submit'), ...pressed, fallback: z.unknown().optional() });
const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  ...pressed,
  verb: z.string().optional(),
  // A client that does not know Action.Execute drops it: nothing could be pressed there.
  fallback: submit,
});
const action = z.discriminatedUnion('type', [openUrl, submit, execute]);

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text,
  weight: weight.optional(),
  size: size.optional(),
  color: color.optional(),
  fontType: z.enum(['Default', 'Monospace']).optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  highlight: z.boolean().optional(),
  selectAction: openUrl.optional(),
});

const input = {
  ...base,
  id: z.string().min(1),
  label: text,
  isRequired: z.boolean().optional(),
  errorMessage: text.optional(),
};

const leaves = [
  z.strictObject({
    ...base,
    type: z.literal('TextBlock'),
    text,
    wrap: z.boolean().optional(),
    weight: weight.optional(),
    size: size.optional(),
    color: color.optional(),
    isSubtle: z.boolean().optional(),
    style: z.enum(['default', 'heading']).optional(),
    horizontalAlignment: z.enum(['Left', 'Center', 'Right']).optional(),
    maxLines: z.int().optional(),
    fontType: z.enum(['Default', 'Monospace']).optional(),
  }),
  z.strictObject({ ...base, type: z.literal('RichTextBlock'), inlines: z.array(z.union([text, textRun])).min(1) }),
  z.strictObject({
    ...base,
    type: z.literal('FactSet'),
    facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
  }),
  z.strictObject({ ...base, type: z.literal('ActionSet'), actions: z.array(action).min(1).max(6) }),
  z.strictObject({
    ...input,
    type: z.literal('Input.Text'),
    placeholder: z.string().optional(),
    value: z.string().optional(),
    isMultiline: z.boolean().optional(),
    maxLength: z.int().positive().optional(),
    regex: z.string().optional(),
    style: z.enum(['text', 'tel', 'url', 'email', 'password']).optional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('Input.ChoiceSet'),
    choices: z.array(z.strictObject({ title: text, value: z.string() })).min(1),
    value: z.string().optional(),
    style: z.enum(['compact', 'expanded', 'filtered']).optional(),
    isMultiSelect: z.boolean().optional(),
    placeholder: z.string().optional(),
    wrap: z.boolean().optional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('Input.Toggle'),
    title: text,
    value: z.string().optional(),
    valueOn: z.string().optional(),
    valueOff: z.string().optional(),
    wrap: z.boolean().optional(),
  }),
] as const;

const box = { style: containerStyle.optional(), bleed: z.boolean().optional(), minHeight: z.string().optional() };

const element: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('type', [
    ...leaves,
    z.strictObject({ ...base, ...box, type: z.literal('Container'), items: z.array(element) }),
    z.strictObject({ ...base, ...box, type: z.literal('ColumnSet'), columns: z.array(column) }),
    z.strictObject({
      ...base,
      type: z.literal('Table'),
      columns: z.array(z.strictObject({ width: z.union([z.number(), z.string()]).optional() })).min(1),
      rows: z.array(row).min(1),
      firstRowAsHeaders: z.boolean().optional(),
      showGridLines: z.boolean().optional(),
      gridStyle: containerStyle.optional(),
    }),
  ]),
);
const column = z.strictObject({
  ...base,
  ...box,
  type: z.literal('Column'),
  items: z.array(element),
  width: z.union([z.number(), z.string()]).optional(),
});
const row = z.strictObject({
  type: z.literal('TableRow'),
  style: containerStyle.optional(),
  cells: z.array(
    z.strictObject({ type: z.literal('TableCell'), style: containerStyle.optional(), items: z.array(element) }),
  ),
});

const card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  // Teams shows 1.5; what is newer comes out as the fallback text.
  version: z.enum(['1.4', '1.5']),
  $schema: z.url().optional(),
  body: z.array(element).min(1),
  actions: z.array(action).max(6).optional(),
  fallbackText: z.string().optional(),
  speak: z.string().optional(),
  refresh: z.unknown().optional(),
  msteams: z.looseObject({}).optional(),
});

/** Why Teams would not show this card; undefined when it would. */
export function cardRefusalOf(content: unknown): string | undefined {
  const parsed = card.safeParse(content);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const ids = [...JSON.stringify(content).matchAll(/"type":"Input\.\w+"[^{}]*?"id":"([^"]+)"/gu)].map(([, id]) => id);
  return new Set(ids).size < ids.length ? 'the id of an input is repeated' : undefined;
}
