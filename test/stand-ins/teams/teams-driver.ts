import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { BotConnector } from './bot-connector.ts';
import type { MintOptions } from './channel-issuer.ts';
import { pressOn } from './card-press.ts';
import type { Entries } from './card-press.ts';
import { readCard } from './card-reader.ts';
import { cardRefusalOf } from './card-rules.ts';
import type { RecordedActivity } from './conversations.ts';
import type { UploadInfo } from './file-store.ts';
import { channelUserId, personalChatId } from './people.ts';
import type { TeamsChannel, TeamsPerson } from './people.ts';

/** A message as a person sees it now; `card` is undefined where only text was sent. */
export type SeenMessage = {
  readonly conversationId: string;
  readonly activityId: string;
  readonly text: string;
  readonly card: unknown;
};

type Delivered = { readonly status: number; readonly body: string; readonly invoke: InvokeAnswer | undefined };

/** What the person who pressed sees: words, or a card in the place of the pressed one. */
type InvokeAnswer = {
  readonly statusCode: number;
  readonly type: string;
  readonly text: string;
  readonly card: unknown;
};

type Pressed = Delivered | { readonly status: 'incomplete'; readonly messages: readonly string[] };

export interface TeamsDriver {
  readonly types: (user: TeamsPerson, text: string, where?: { readonly channel: TeamsChannel }) => Promise<Delivered>;
  readonly presses: (user: TeamsPerson, on: SeenMessage, title: string, entries?: Entries) => Promise<Pressed>;
  /** As a client that does not know Action.Execute: a message with the button's data. */
  readonly submits: (user: TeamsPerson, on: SeenMessage, title: string, entries?: Entries) => Promise<Pressed>;
  /** Answers the platform's own card that asks whether a file may be stored; a yes comes with where. */
  readonly answersFile: (user: TeamsPerson, name: string, place: UploadInfo | 'decline') => Promise<Delivered>;
  readonly installs: (user: TeamsPerson, action: 'add' | 'remove') => Promise<Delivered>;
  /** The same activity again, as the platform does when it saw no answer. */
  readonly redelivers: () => Promise<Delivered>;
  readonly sends: (activity: Readonly<Record<string, unknown>>, token?: MintOptions) => Promise<Delivered>;
  readonly messagesTo: (user: TeamsPerson) => readonly SeenMessage[];
  readonly messagesIn: (channel: TeamsChannel) => readonly SeenMessage[];
}

export type TeamsDriverDeps = { readonly connector: BotConnector; readonly endpoint: string; readonly clock: Clock };

/** Delivers what people do in Teams to the bot's endpoint, signed by the stand-in's issuer. */
export function createTeamsDriver(deps: TeamsDriverDeps): TeamsDriver {
  let last: { readonly activity: Readonly<Record<string, unknown>>; readonly token: MintOptions } | undefined;
  let nextId = 1;
  const sends: TeamsDriver['sends'] = (activity, token = {}) => {
    last = { activity, token };
    return post(deps, activity, token);
  };
  const from = (user: TeamsPerson, where: Where): Readonly<Record<string, unknown>> => {
    nextId += 1;
    return { ...envelope(deps, user, where), id: `f:${nextId}` };
  };
  const press = async (user: TeamsPerson, on: SeenMessage, pressing: Pressing): Promise<Pressed> => {
    const pressed = pressOn(on.card, pressing.title, pressing.entries);
    if (pressed.kind === 'incomplete') return { status: 'incomplete', messages: pressed.messages };
    const base = { ...from(user, whereIs(on, user)), replyToId: on.activityId };
    if (pressing.by === 'submit') return sends({ ...base, type: 'message', value: pressed.data });
    const value = { action: { type: 'Action.Execute', verb: pressed.verb, data: pressed.data }, trigger: 'manual' };
    return sends({ ...base, type: 'invoke', name: 'adaptiveCard/action', value });
  };
  return {
    sends,
    types: (user, text, where) =>
      where === undefined
        ? sends({ ...from(user, { id: personalChatId(user), type: 'personal' }), type: 'message', text })
        : sends({
            ...from(user, { id: where.channel.id, type: 'channel' }),
            type: 'message',
            ...mentioned(deps, text),
          }),
    presses: (user, on, title, entries = {}) => press(user, on, { title, entries, by: 'execute' }),
    submits: (user, on, title, entries = {}) => press(user, on, { title, entries, by: 'submit' }),
    answersFile: (user, name, place) => {
      const chat = personalChatId(user);
      const card = fileCardIn(deps.connector.conversations.activitiesIn(chat), name);
      const isYes = place !== 'decline';
      const value = {
        type: 'fileUpload',
        action: isYes ? 'accept' : 'decline',
        context: isYes ? card.acceptContext : card.declineContext,
        ...(isYes ? { uploadInfo: place } : {}),
      };
      const base = { ...from(user, { id: chat, type: 'personal' }), replyToId: card.activityId };
      return sends({ ...base, type: 'invoke', name: 'fileConsent/invoke', value });
    },
    installs: (user, action) =>
      sends({ ...from(user, { id: personalChatId(user), type: 'personal' }), type: 'installationUpdate', action }),
    redelivers: () => {
      if (last === undefined) throw new Error('Nothing was delivered yet');
      return post(deps, last.activity, last.token);
    },
    messagesTo: (user) => seen(deps.connector.conversations.activitiesIn(personalChatId(user))),
    messagesIn: ({ id }) => seen(deps.connector.conversations.activitiesIn(id)),
  };
}

type Where = { readonly id: string; readonly type: 'personal' | 'channel' };
type Pressing = { readonly title: string; readonly entries: Entries; readonly by: 'execute' | 'submit' };

function whereIs({ conversationId }: SeenMessage, user: TeamsPerson): Where {
  return { id: conversationId, type: conversationId === personalChatId(user) ? 'personal' : 'channel' };
}

function envelope(
  { connector, clock }: TeamsDriverDeps,
  user: TeamsPerson,
  where: Where,
): Readonly<Record<string, unknown>> {
  // A person who writes in a private chat has it.
  if (where.type === 'personal') connector.conversations.open(user.objectId);
  const { tenantId } = user;
  return {
    timestamp: clock.now().toString(),
    serviceUrl: connector.serviceUrl,
    channelId: 'msteams',
    from: { id: channelUserId(user), name: user.name, aadObjectId: user.objectId },
    recipient: { id: `28:${connector.registration.appId}`, name: 'Usher' },
    conversation: { id: where.id, tenantId, conversationType: where.type },
    channelData: { tenant: { id: tenantId } },
  };
}

function mentioned({ connector }: TeamsDriverDeps, text: string): Readonly<Record<string, unknown>> {
  const mention = {
    type: 'mention',
    text: '<at>Usher</at>',
    mentioned: { id: `28:${connector.registration.appId}`, name: 'Usher' },
  };
  return { text: `<at>Usher</at> ${text}`, entities: [mention] };
}

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const invokeAnswer = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

async function post(
  { connector, endpoint }: TeamsDriverDeps,
  activity: unknown,
  token: MintOptions,
): Promise<Delivered> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await connector.issuer.mint(token)}` },
    body: JSON.stringify(activity),
  });
  const body = await response.text();
  return { status: response.status, body, invoke: invokeIn(response, body) };
}

function invokeIn(response: Response, body: string): InvokeAnswer | undefined {
  if (response.headers.get('content-type')?.includes('application/json') !== true) return undefined;
  const { statusCode, type, value } = invokeAnswer.parse(JSON.parse(body));
  const refusal = type === CARD_TYPE ? cardRefusalOf(value) : undefined;
  if (refusal !== undefined) throw new Error(`Teams does not show this card: ${refusal}`);
  const text = typeof value === 'string' ? value : readCard(value).all;
  return { statusCode, type, text, card: typeof value === 'string' ? undefined : value };
}

const fileCard = z.object({ acceptContext: z.unknown(), declineContext: z.unknown() });

/** The newest card that asks about a file of this name. */
function fileCardIn(activities: readonly RecordedActivity[], name: string) {
  const asked = activities.findLast(({ versions, isDeleted }) => {
    const [attachment] = versions.at(-1)?.attachments ?? [];
    return !isDeleted && attachment?.contentType.endsWith('file.consent') === true && nameOf(attachment) === name;
  });
  if (asked === undefined) throw new Error(`Nobody is asked about ${name}`);
  return { activityId: asked.activityId, ...fileCard.parse(asked.versions.at(-1)?.attachments?.[0]?.content) };
}

function nameOf(attachment: object | undefined): string | undefined {
  return attachment !== undefined && 'name' in attachment && typeof attachment.name === 'string'
    ? attachment.name
    : undefined;
}

function seen(activities: readonly RecordedActivity[]): readonly SeenMessage[] {
  return activities.flatMap(({ conversationId, activityId, versions, isDeleted }) => {
    const latest = versions.at(-1);
    if (isDeleted || latest === undefined) return [];
    const [attachment] = latest.attachments ?? [];
    const card = attachment?.contentType === CARD_TYPE ? attachment.content : undefined;
    const words = latest.text ?? nameOf(attachment) ?? '';
    return [{ conversationId, activityId, card, text: card === undefined ? words : readCard(card).all }];
  });
}
