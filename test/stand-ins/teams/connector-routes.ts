import { z } from 'zod';
import { json } from '../http/exchange.ts';
import { cardRefusalOf } from './card-rules.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { outgoingActivity } from './conversations.ts';
import type { Conversations, OutgoingActivity } from './conversations.ts';
import { channelUserId, rosterEntry } from './people.ts';
import type { ConversationThrottle } from './throttle.ts';

export type ConnectorWorld = {
  readonly conversations: Conversations;
  readonly throttle: ConversationThrottle;
  /** People and conversations that the app was taken away from. */
  readonly blocked: Set<string>;
  readonly pageSize: number;
};

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const MAXIMUM_CARD_BYTES = 28 * 1024;
const MAXIMUM_MESSAGE_UNITS = 40 * 1024;

/** The part of the Bot Connector's v3 interface that a bot uses; `path` is what follows `/v3/conversations`. */
export function connectorRoute(world: ConnectorWorld, exchange: Exchange, path: string): Answer {
  const [conversationId, collection, itemId] = path.split('/').filter(Boolean).map(decodeURIComponent);
  const { method } = exchange;
  if (conversationId === undefined) return method === 'POST' ? open(world, exchange) : failed(405, 'MethodNotAllowed');
  if (world.blocked.has(conversationId)) return failed(403, 'BotNotInConversationRoster');
  const members = world.conversations.membersOf(conversationId);
  if (members === undefined) return failed(404, 'ConversationNotFound');
  if (collection === 'pagedmembers' || collection === 'members') {
    const throttled = tooMany(world.throttle.book('roster', conversationId));
    if (throttled !== undefined) return throttled;
  }
  if (collection === 'pagedmembers') return pageOf(world, exchange, members.map(rosterEntry));
  if (collection === 'members') {
    const member = members.find((each) => each.objectId === itemId || channelUserId(each) === itemId);
    return member === undefined ? failed(404, 'MemberNotFoundInConversation') : json(200, rosterEntry(member));
  }
  if (collection !== 'activities') return failed(404, 'NotFound');
  return activities(world, exchange, { conversationId, activityId: itemId });
}

const openBody = z.object({ members: z.array(z.object({ id: z.string() })).length(1), tenantId: z.string().min(1) });

function open({ conversations, blocked, throttle }: ConnectorWorld, { body }: Exchange): Answer {
  const wanted = openBody.safeParse(JSON.parse(body));
  const member = wanted.data?.members[0];
  if (member === undefined) return failed(400, 'BadSyntax');
  const throttled = tooMany(throttle.book('send', `open ${member.id}`));
  if (throttled !== undefined) return throttled;
  if (blocked.has(member.id)) return failed(403, 'BotNotInConversationRoster');
  const id = conversations.open(member.id);
  return id === undefined ? failed(404, 'UserNotFound') : json(201, { id });
}

type Place = { readonly conversationId: string; readonly activityId: string | undefined };

function activities(world: ConnectorWorld, { method, body }: Exchange, { conversationId, activityId }: Place): Answer {
  const { conversations } = world;
  const throttled = tooMany(world.throttle.book('send', conversationId));
  if (throttled !== undefined) return throttled;
  if (method === 'DELETE' && activityId !== undefined) {
    const isDone = conversations.change(conversationId, activityId, 'deleted');
    return isDone ? json(200, {}) : failed(404, 'ActivityNotFoundInConversation');
  }
  const activity = outgoingActivity.safeParse(JSON.parse(body));
  if (!activity.success) return failed(400, 'BadSyntax');
  if (isTooBig(activity.data)) return failed(413, 'MessageSizeTooBig');
  const wrong = cardsOf(activity.data)
    .map(cardRefusalOf)
    .find((refusal) => refusal !== undefined);
  if (wrong !== undefined) return failed(400, `BadArgument ${wrong}`);
  const file = fileRefusalOf(activity.data, conversationId);
  if (file !== undefined) return failed(400, `BadArgument ${file}`);
  if (method === 'POST') return json(201, { id: conversations.post(conversationId, activity.data, activityId) });
  if (method !== 'PUT' || activityId === undefined) return failed(405, 'MethodNotAllowed');
  const isChanged = conversations.change(conversationId, activityId, activity.data);
  return isChanged ? json(200, { id: activityId }) : failed(404, 'ActivityNotFoundInConversation');
}

function cardsOf({ attachments = [] }: OutgoingActivity): readonly unknown[] {
  return attachments.filter(({ contentType }) => contentType === CARD_TYPE).map(({ content }) => content);
}

const CONSENT_TYPE = 'application/vnd.microsoft.teams.card.file.consent';
const INFO_TYPE = 'application/vnd.microsoft.teams.card.file.info';
const consentAttachment = z.object({
  name: z.string().regex(/^[^\\/:*?"<>|]+\.\w+$/u),
  content: z.object({
    description: z.string(),
    sizeInBytes: z.int().positive(),
    acceptContext: z.record(z.string(), z.unknown()),
    declineContext: z.record(z.string(), z.unknown()),
  }),
});
const infoAttachment = z.object({
  name: z.string().min(1),
  contentUrl: z.url({ protocol: /^https$/u }),
  content: z.object({ uniqueId: z.string().min(1), fileType: z.string().min(1) }),
});

/** Files are asked for and shown in a personal chat only. */
function fileRefusalOf({ attachments = [] }: OutgoingActivity, conversationId: string): string | undefined {
  const files = attachments.filter(({ contentType }) => contentType === CONSENT_TYPE || contentType === INFO_TYPE);
  if (files.length > 0 && conversationId.startsWith('19:')) return 'file cards are for personal chats';
  const wrong = files.find(
    (file) => !(file.contentType === CONSENT_TYPE ? consentAttachment : infoAttachment).safeParse(file).success,
  );
  return wrong === undefined ? undefined : `this is no ${wrong.contentType}`;
}

function isTooBig(activity: OutgoingActivity): boolean {
  const cards = (activity.attachments ?? []).map(({ content }) => JSON.stringify(content) ?? '');
  const isCardTooBig = cards.some((card) => Buffer.byteLength(card, 'utf8') > MAXIMUM_CARD_BYTES);
  return isCardTooBig || JSON.stringify(activity).length > MAXIMUM_MESSAGE_UNITS;
}

function pageOf({ pageSize }: ConnectorWorld, { url }: Exchange, members: readonly unknown[]): Answer {
  const asked = Number(url.searchParams.get('pageSize') ?? pageSize);
  const from = Number(url.searchParams.get('continuationToken') ?? 0);
  const to = from + Math.min(asked, pageSize);
  return json(200, {
    members: members.slice(from, to),
    ...(to < members.length ? { continuationToken: String(to) } : {}),
  });
}

function tooMany(waitMs: number): Answer | undefined {
  if (waitMs <= 0) return undefined;
  return failed(429, 'TooManyRequests', { 'retry-after': String(Math.ceil(waitMs / 1000)) });
}

export function failed(status: number, code: string, headers?: Readonly<Record<string, string>>): Answer {
  return json(status, { error: { code, message: `The stand-in says ${code}` } }, headers);
}
