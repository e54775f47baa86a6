import { z } from 'zod';

const option = z.looseObject({ value: z.string(), text: z.object({ text: z.string() }) });

const elementSchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('plain_text_input'),
    action_id: z.string(),
    initial_value: z.string().optional(),
    max_length: z.int().optional(),
  }),
  z.looseObject({
    type: z.literal('radio_buttons'),
    action_id: z.string(),
    options: z.array(option),
    initial_option: option.optional(),
  }),
  z.looseObject({
    type: z.literal('static_select'),
    action_id: z.string(),
    options: z.array(option).optional(),
    option_groups: z.array(z.looseObject({ options: z.array(option) })).optional(),
    initial_option: option.optional(),
  }),
  z.looseObject({
    type: z.literal('file_input'),
    action_id: z.string(),
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().optional(),
  }),
  z.looseObject({ type: z.literal('checkboxes'), action_id: z.string(), options: z.array(option) }),
]);

const viewSchema = z.looseObject({
  id: z.string().default('V-updated'),
  hash: z.string().default('updated'),
  callback_id: z.string(),
  private_metadata: z.string(),
  title: z.looseObject({ text: z.string() }),
  submit: z.looseObject({ text: z.string() }),
  blocks: z.array(z.looseObject({ type: z.string() })),
});

export type OpenView = z.infer<typeof viewSchema> & { readonly errors: Readonly<Record<string, string>> };

const inputSchema = z.looseObject({
  type: z.literal('input'),
  block_id: z.string(),
  optional: z.boolean().default(false),
  label: z.object({ text: z.string() }),
  element: elementSchema,
});

export type ViewInput = z.infer<typeof inputSchema>;

export function inputsOf(view: OpenView): readonly ViewInput[] {
  return view.blocks.filter(({ type }) => type === 'input').map((block) => inputSchema.parse(block));
}

/** The modals that stand open on somebody's screen. */
export interface OpenViews {
  readonly opened: (user: string, view: unknown) => void;
  readonly of: (user: string) => OpenView | undefined;
  readonly close: (user: string) => void;
  readonly update: (user: string, view: unknown) => void;
  readonly showErrors: (user: string, errors: Readonly<Record<string, string>>) => void;
}

export function createOpenViews(): OpenViews {
  const views = new Map<string, OpenView>();
  const change = (user: string, next: (view: OpenView) => OpenView): void => {
    const view = views.get(user);
    if (view === undefined) throw new Error('Nobody has a modal open there');
    views.set(user, next(view));
  };
  return {
    opened: (user, view) => {
      views.set(user, { ...viewSchema.parse(view), errors: {} });
    },
    of: (user) => views.get(user),
    close: (user) => {
      views.delete(user);
    },
    update: (user, updated) => {
      change(user, ({ id }) => ({ ...viewSchema.parse(updated), id, errors: {} }));
    },
    showErrors: (user, errors) => {
      change(user, (view) => {
        const fields = new Set(inputsOf(view).map(({ block_id: id }) => id));
        const stray = Object.keys(errors).find((key) => !fields.has(key));
        if (stray !== undefined) throw new Error(`Slack shows no error at "${stray}": the view has no such input`);
        return { ...view, errors };
      });
    },
  };
}
