import { z } from 'zod';

/** Only the fields we read, of the payloads that an authenticated request can carry. */
const id = z.string().min(1);
const text = z.string();

export const slashCommandSchema = z.object({
  command: z.string().regex(/^\/\S+$/),
  text: text.default(''),
  team_id: id,
  enterprise_id: id.optional(),
  is_enterprise_install: z.enum(['true', 'false']).optional(),
  user_id: id,
  channel_id: id,
  channel_name: text.optional(),
  trigger_id: id,
  response_url: z.url(),
});

const place = z.object({ id }).nullish();

const interactionBase = {
  team: place,
  enterprise: place,
  is_enterprise_install: z.boolean().optional(),
  user: z.object({ id, team_id: id.optional() }),
  trigger_id: id.optional(),
};

const option = z.object({ value: id }).nullish();

/** The state of one input element; `value` and `selected_option` are null while nothing is given. */
const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: text.nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: option }),
  z.object({ type: z.literal('radio_buttons'), selected_option: option }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(z.object({ value: id })) }),
  z.object({ type: z.literal('file_input'), files: z.array(z.object({ id })).nullish() }),
]);

const stateSchema = z.record(z.string(), z.record(z.string(), answerSchema));
export type FormState = z.infer<typeof stateSchema>;

export const blockActionsSchema = z.object({
  ...interactionBase,
  type: z.literal('block_actions'),
  channel: z.object({ id, name: text.optional() }).optional(),
  container: z.object({ message_ts: id.optional(), view_id: id.optional() }).optional(),
  response_url: z.url().optional(),
  actions: z.tuple([z.object({ action_id: id, value: text.optional(), action_ts: id })]),
});

export const viewSubmissionSchema = z.object({
  ...interactionBase,
  type: z.literal('view_submission'),
  view: z.object({
    id,
    hash: text.optional(),
    callback_id: text,
    private_metadata: text,
    state: z.object({ values: stateSchema }),
  }),
});

const authorization = z.object({
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  user_id: id.optional(),
  is_enterprise_install: z.boolean().optional(),
});

export const eventCallbackSchema = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id,
  authorizations: z.array(authorization).optional(),
  event: z.object({
    type: id,
    subtype: text.optional(),
    bot_id: id.optional(),
    user: id.optional(),
    user_team: id.optional(),
    team: id.optional(),
    text: text.optional(),
    channel: id.optional(),
    channel_type: text.optional(),
    ts: id.optional(),
    thread_ts: id.optional(),
    files: z.array(z.object({ id })).optional(),
  }),
});

export type SlashCommand = z.infer<typeof slashCommandSchema>;
export type BlockActions = z.infer<typeof blockActionsSchema>;
export type ViewSubmission = z.infer<typeof viewSubmissionSchema>;
export type EventCallback = z.infer<typeof eventCallbackSchema>;
