import { z } from 'zod';

/**
 * Slack's side of Block Kit, written from the reference pages and kept apart from what the product checks, so that the
 * two cannot share a mistake. Anything the pages do not name is refused, as Slack refuses it with `invalid_blocks`.
 */
const identifier = z.string().min(1).max(255);
const blockBase = { block_id: identifier.optional() };

function plainText(limit: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(limit),
    emoji: z.boolean().optional(),
  });
}

const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial();
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({
    type: z.literal('link'),
    url: z.url().max(3000),
    text: z.string().optional(),
    style: style.optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{(date|time|ago)/),
    fallback: z.string().min(1).optional(),
    url: z.url().optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1) }),
]);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline).min(1) });
const richText = z.strictObject({
  ...blockBase,
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.int().optional(),
          elements: z.array(section).min(1),
        }),
      ]),
    )
    .min(1),
});

const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: identifier,
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const inputElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('file_input'),
    action_id: identifier,
    filetypes: z
      .array(z.string().regex(/^[a-z0-9]+$/u))
      .min(1)
      .optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: identifier,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    placeholder: plainText(150).optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    action_id: identifier,
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    action_id: identifier,
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: identifier,
    options: z.array(option).min(1).max(100).optional(),
    option_groups: z
      .array(z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) }))
      .min(1)
      .max(100)
      .optional(),
    initial_option: option.optional(),
  }),
]);

const shared = [
  z.strictObject({ ...blockBase, type: z.literal('header'), text: plainText(150) }),
  z.strictObject({ ...blockBase, type: z.literal('divider') }),
  richText,
  z.strictObject({ ...blockBase, type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
] as const;

const table = z.strictObject({
  ...blockBase,
  type: z.literal('table'),
  rows: z
    .array(
      z
        .array(z.union([z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }), richText]))
        .min(1)
        .max(20),
    )
    .min(1)
    .max(100)
    .refine((rows) => new Set(rows.map((row) => row.length)).size === 1, 'rows differ in length'),
  column_settings: z
    .array(
      z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() }),
    )
    .max(20)
    .optional(),
});

const input = z.strictObject({
  ...blockBase,
  type: z.literal('input'),
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: inputElement,
});

const image = z.strictObject({
  ...blockBase,
  type: z.literal('image'),
  image_url: z.url({ protocol: /^https?$/ }).max(3000),
  alt_text: z.string().min(1).max(2000),
});

const messageBlocks = z
  .array(z.discriminatedUnion('type', [...shared, table, image]))
  .max(50)
  .superRefine(distinctIds)
  .refine((blocks) => blocks.filter(({ type }) => type === 'table').length <= 1, 'only one table allowed');

const modal = z.strictObject({
  type: z.literal('modal'),
  callback_id: identifier.optional(),
  private_metadata: z.string().max(3000).optional(),
  title: plainText(24),
  submit: plainText(24),
  close: plainText(24).optional(),
  blocks: z
    .array(z.discriminatedUnion('type', [...shared, input]))
    .max(100)
    .superRefine(distinctIds),
});

/** The texts of all blocks together; above it Slack answers `msg_blocks_too_long`. */
const TOGETHER = 13_200;

/** The error Slack would answer to these blocks, with its cause; undefined when it would take them. */
export function refusalOf(blocks: unknown): string | undefined {
  const parsed = messageBlocks.safeParse(blocks);
  if (!parsed.success) return `invalid_blocks ${z.prettifyError(parsed.error)}`;
  return charactersIn(blocks) > TOGETHER ? 'msg_blocks_too_long' : undefined;
}

export function modalRefusalOf(view: unknown): string | undefined {
  const parsed = modal.safeParse(view);
  if (!parsed.success) return `invalid_arguments ${z.prettifyError(parsed.error)}`;
  return JSON.stringify(view).length > 250_000 ? 'view_too_large' : undefined;
}

type WithIds = { readonly block_id?: string | undefined; readonly elements?: unknown };

function distinctIds(blocks: readonly WithIds[], context: z.RefinementCtx): void {
  const ids = blocks.map(({ block_id: id }) => id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) context.addIssue('block_id is repeated');
}

function charactersIn(value: unknown): number {
  return [...JSON.stringify(value).matchAll(/"(?:text|fallback)":"((?:[^"\\]|\\.)*)"/g)].reduce(
    (sum, [, text = '']) => sum + text.length,
    0,
  );
}
