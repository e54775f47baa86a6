import type { Ask, Inbound } from '../../core/commands/inbound.ts';
import type { Answers } from '../../core/views/answers.ts';
import { formFromJson } from '../../core/views/view-codec.ts';
import type { SealedForm } from '../../core/views/view.ts';
import { TEAMS, TEAMS_CHANNEL } from './config.ts';
import type { TeamsConfig } from './config.ts';
import { encodeConversation, encodeMessage, threadRoot, withoutThread } from './conversation-address.ts';
import type { ConversationAddress } from './conversation-address.ts';
import { answersIn } from './inputs.ts';
import { commandTextIn } from './command-text.ts';
import { encodePlace } from './file-place.ts';
import { consentValue, executeValue, submitValue, tenantOf } from './schema.ts';
import type { TeamsActivity } from './schema.ts';

/** `invoke` is answered in the response itself, `message` by a message. */
export type Delivery = {
  readonly by: 'invoke' | 'message';
  readonly inbound: Inbound;
  /** The form that was submitted, as its button carried it: only to show it again to the same person. */
  readonly form: SealedForm | undefined;
};

type IgnoredBecause =
  | 'nothing-asked'
  | 'unsupported-invoke'
  | 'malformed-action'
  | 'from-a-bot'
  | 'no-object-id'
  | 'no-activity-id'
  | 'no-tenant';

export type Reading =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'ignored'; readonly reason: IgnoredBecause };

export function readActivity(activity: TeamsActivity, config: TeamsConfig): Reading {
  const tenantId = tenantOf(activity);
  const user = userOf(activity, config);
  if (activity.type !== 'message' && activity.type !== 'invoke') return ignored('nothing-asked');
  if (activity.from.role === 'bot' || activity.from.id === activity.recipient.id) return ignored('from-a-bot');
  if (tenantId === undefined) return ignored('no-tenant');
  if (activity.id === undefined) return ignored('no-activity-id');
  if (user === undefined) return ignored('no-object-id');
  const asked = askIn(activity);
  if (asked.kind === 'ignored') return asked;

  const inbound: Inbound = {
    // Activity ids are unique within their conversation only, and routes reuse them.
    deliveryKey: [activity.conversation.id, activity.id, activity.name ?? activity.type].join('|'),
    from: { surface: TEAMS, workspace: tenantId, user },
    at: {
      surface: TEAMS,
      workspace: tenantId,
      address: encodeConversation(addressOf(activity, tenantId)),
      isPrivate: isPersonal(activity),
      ...(activity.channelData.channelName === undefined ? {} : { name: activity.channelData.channelName }),
    },
    ask: asked.ask,
    canOpenForm: true,
    ...repliesTo(activity, tenantId),
  };
  // An answered consent has no response to carry words: they are a message.
  const by = activity.name === CONSENT ? 'message' : activity.type;
  return { kind: 'delivery', delivery: { by, inbound, form: asked.form } };
}

/** In a thread of a channel: the message that began it, as it was named when it was posted there. */
function repliesTo(activity: TeamsActivity, tenantId: string): Pick<Inbound, 'repliesTo'> {
  const activityId = threadRoot(activity.conversation.id);
  if (activityId === undefined || activityId === activity.id) return {};
  const conversation = addressOf(activity, tenantId);
  const conversationId = withoutThread(conversation.conversationId);
  return { repliesTo: encodeMessage({ conversation: { ...conversation, conversationId }, activityId }) };
}

export function addressOf(activity: TeamsActivity, tenantId: string): ConversationAddress {
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    botId: activity.recipient.id,
    channelId: activity.channelId,
    tenantId,
  };
}

export function isPersonal({ conversation }: TeamsActivity): boolean {
  return conversation.conversationType === 'personal';
}

/** The directory's object id; the channel's own id only in the local playground, whose people have no directory. */
export function userOf({ from, channelId }: TeamsActivity, config: TeamsConfig): string | undefined {
  if (from.aadObjectId !== undefined && channelId === TEAMS_CHANNEL) return from.aadObjectId.toLowerCase();
  return config.mode === 'playground' ? (from.aadObjectId?.toLowerCase() ?? from.id) : undefined;
}

type Asked =
  | { readonly kind: 'asked'; readonly ask: Ask; readonly form: SealedForm | undefined }
  | Extract<Reading, { kind: 'ignored' }>;

function askIn(activity: TeamsActivity): Asked {
  if (activity.type === 'invoke') {
    if (activity.name === CONSENT) return consentIn(activity);
    if (activity.name !== 'adaptiveCard/action') return ignored('unsupported-invoke');
    const value = executeValue.safeParse(activity.value);
    return value.success ? pressIn(value.data.action.data) : ignored('malformed-action');
  }
  // A button that fell back to Action.Submit comes as a message with its data in the value.
  const value = submitValue.safeParse(activity.value);
  if (value.success) return pressIn(value.data);
  return {
    kind: 'asked',
    ask: { kind: 'typed', text: commandTextIn(activity), ...uploadIn(activity) },
    form: undefined,
  };
}

/** The first file of a message; a bot is given files in a personal chat only. */
function uploadIn(activity: TeamsActivity): { readonly upload?: string } {
  const [url] = activity.attachments;
  return url === undefined || !isPersonal(activity) ? {} : { upload: url };
}

const LONGEST_ACTION = 200;

function pressIn(data: Readonly<Record<string, unknown>>): Asked {
  const { action, as } = data;
  if (typeof action !== 'string' || action === '' || action.length > LONGEST_ACTION) return ignored('malformed-action');
  if (as !== 'press' && as !== 'submit') return ignored('malformed-action');
  return { kind: 'asked', ask: { kind: as, action, answers: answersIn(data) }, form: formIn(data) };
}

const CONSENT = 'fileConsent/invoke';

/** The platform's own card was answered; behind either answer stands a stored action, and with a yes comes the place. */
function consentIn(activity: TeamsActivity): Asked {
  const value = consentValue.safeParse(activity.value);
  if (!value.success || !isPersonal(activity)) return ignored('malformed-action');
  const { context, action, uploadInfo } = value.data;
  if (action === 'accept' && uploadInfo === undefined) return ignored('malformed-action');
  const answers: Answers = uploadInfo === undefined ? {} : { place: encodePlace(uploadInfo) };
  return { kind: 'asked', ask: { kind: 'press', action: context.action, answers }, form: undefined };
}

/** It has been on somebody's machine: a form that does not parse any more is no reason to refuse what was entered. */
function formIn({ form }: Readonly<Record<string, unknown>>): SealedForm | undefined {
  if (form === undefined) return undefined;
  try {
    return formFromJson(form);
  } catch {
    return undefined;
  }
}

function ignored(reason: IgnoredBecause): Extract<Reading, { kind: 'ignored' }> {
  return { kind: 'ignored', reason };
}
