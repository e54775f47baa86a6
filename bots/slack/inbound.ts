import type { Answers } from '../../core/views/answers.ts';
import { unreachable } from '../../core/result.ts';
import type { Conversation, Inbound } from '../../core/commands/inbound.ts';
import { CHECKED } from './input-blocks.ts';
import { unescapeText } from './escape.ts';
import { FORM_CALLBACK, readMemory } from './form.ts';
import { writeReference } from './reference.ts';
import { PRESS } from './render.ts';
import type { BlockActions, EventCallback, FormState, SlashCommand, ViewSubmission } from './schema.ts';
import { homeOf, installedIn, SURFACE, type InstalledIn } from './workspace.ts';

export function inboundOfCommand(command: SlashCommand): Inbound {
  const here = {
    team: { id: command.team_id },
    enterprise: command.enterprise_id === undefined ? undefined : { id: command.enterprise_id },
    is_enterprise_install: command.is_enterprise_install === 'true',
  };
  return {
    deliveryKey: `command:${command.trigger_id}`,
    from: { surface: SURFACE, workspace: command.team_id, user: command.user_id },
    at: {
      ...conversation(here, command.channel_id, isDirectMessage(command.channel_id)),
      ...(command.channel_name === undefined || isDirectMessage(command.channel_id)
        ? {}
        : { name: command.channel_name }),
    },
    ask: { kind: 'typed', text: unescapeText(`${command.command} ${command.text}`).trim() },
    canOpenForm: true,
  };
}

/** Undefined for a press that asks nothing of us: a link button, which Slack reports as well. */
export function inboundOfPress(press: BlockActions): Inbound | undefined {
  const [{ action_id: actionId, value: action }] = press.actions;
  return actionId.startsWith(`${PRESS}:`) && action !== undefined ? inboundOfAnyPress(press, action) : undefined;
}

export function inboundOfAnyPress(press: BlockActions, action: string): Inbound {
  const [{ action_ts: pressedAt }] = press.actions;
  const channel = press.channel?.id ?? press.user.id;
  const message = press.container?.message_ts ?? press.container?.view_id ?? '';
  return {
    deliveryKey: `press:${press.trigger_id ?? [channel, message, pressedAt, press.user.id].join(':')}`,
    from: { surface: SURFACE, workspace: homeOf(press.user.team_id, press), user: press.user.id },
    at: conversation(press, channel, isDirectMessage(channel)),
    ask: { kind: 'press', action, answers: {} },
    canOpenForm: press.trigger_id !== undefined,
  };
}

/** Undefined for a modal that is none of ours. */
export function inboundOfSubmission(submission: ViewSubmission): Inbound | undefined {
  const { view, user } = submission;
  if (view.callback_id !== FORM_CALLBACK) return undefined;
  const memory = readMemory(view.private_metadata);
  return {
    deliveryKey: `submit:${submission.trigger_id ?? `${view.id}:${view.hash ?? ''}`}`,
    from: { surface: SURFACE, workspace: homeOf(user.team_id, submission), user: user.id },
    at: conversation(submission, memory.channel ?? user.id, memory.isPrivate),
    ask: { kind: 'submit', action: memory.action, answers: answersOf(view.state.values) },
    canOpenForm: true,
  };
}

type EventKind = 'direct-message' | 'mention' | 'uninteresting';

/** App Home has nothing to ask yet, messages of bots would be answered for ever, and a subtype other than a file is no new message. */
function kindOfEvent({ event }: EventCallback): EventKind {
  const isNew = event.subtype === undefined || event.subtype === 'file_share';
  if (event.bot_id !== undefined || !isNew || event.user === undefined) return 'uninteresting';
  if (event.type === 'message' && event.channel_type === 'im') return 'direct-message';
  return event.type === 'app_mention' ? 'mention' : 'uninteresting';
}

export function inboundOfEvent(delivery: EventCallback): Inbound | undefined {
  const { event, event_id: eventId, authorizations } = delivery;
  const kind = kindOfEvent(delivery);
  const bot = authorizations?.[0];
  if (kind === 'uninteresting' || event.user === undefined || event.channel === undefined) return undefined;
  const here = hereOf(delivery);
  const words = unescapeText(event.text ?? '').trim();
  const isReply = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  return {
    deliveryKey: `event:${eventId}`,
    from: { surface: SURFACE, workspace: homeOf(event.user_team ?? event.team, here), user: event.user },
    at: conversation(here, event.channel, kind === 'direct-message'),
    ask: { kind: 'typed', text: withoutMention(words, bot?.user_id), ...uploadIn(delivery) },
    canOpenForm: false,
    ...(isReply ? { repliesTo: writeReference({ channel: event.channel, ts: event.thread_ts ?? '' }) } : {}),
  };
}

/** The first file that came with a message; its id says nothing to anybody without our token. */
function uploadIn({ event }: EventCallback): { readonly upload?: string } {
  const [file] = event.files ?? [];
  return file === undefined ? {} : { upload: file.id };
}

/** The installation an event is for; its `team_id` may be the other side of a shared channel. */
function hereOf({ team_id: teamId, authorizations }: EventCallback): InstalledIn {
  const [authorization] = authorizations ?? [];
  const team = authorization?.team_id ?? teamId;
  const enterprise = authorization?.enterprise_id;
  return {
    team: { id: team },
    enterprise: typeof enterprise === 'string' ? { id: enterprise } : undefined,
    is_enterprise_install: authorization?.is_enterprise_install,
  };
}

function conversation(here: InstalledIn, address: string, isPrivate: boolean): Conversation {
  return { surface: SURFACE, workspace: installedIn(here), address, isPrivate };
}

/** Slack's ids say what they are: D is a direct message, U and W are people. */
function isDirectMessage(channel: string): boolean {
  return /^[DUW]/.test(channel);
}

/** Talking to us begins with our name, which is no part of the command. */
function withoutMention(text: string, bot: string | undefined): string {
  const mention = /^<@(?<user>[A-Z0-9]+)(?:\|[^>]*)?>\s*/.exec(text);
  const isForUs = mention !== null && (bot === undefined || mention.groups?.['user'] === bot);
  return isForUs ? text.slice(mention[0].length) : text;
}

/** What was left empty is left out, so that a schema sees an absent value and not an empty one. */
function answersOf(state: FormState): Answers {
  const answers = Object.entries(state).map(
    ([name, elements]) => [name, answerOf(Object.values(elements)[0])] as const,
  );
  return Object.fromEntries(answers.filter((answer): answer is [string, string | boolean] => answer[1] !== undefined));
}

function answerOf(element: FormState[string][string] | undefined): string | boolean | undefined {
  if (element === undefined) return undefined;
  switch (element.type) {
    case 'plain_text_input':
      return element.value === '' ? undefined : (element.value ?? undefined);
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value;
    case 'file_input':
      return element.files?.[0]?.id;
    case 'checkboxes':
      return element.selected_options.some(({ value }) => value === CHECKED);
    default:
      return unreachable(element);
  }
}
