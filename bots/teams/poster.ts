import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { SurfaceAddresses } from '../../core/outbox/conversation-references.ts';
import type { ChatAddress, PostedMessage, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import type { TeamsAdapter } from './adapter.ts';
import { TEAMS, TEAMS_CHANNEL } from './config.ts';
import type { TeamsConfig } from './config.ts';
import { ConnectorFailure, sendFailureOf } from './connector-failure.ts';
import {
  conversationIn,
  decodeConversation,
  decodeMessage,
  encodeConversation,
  encodeMessage,
  withoutThread,
} from './conversation-address.ts';
import type { ConversationAddress } from './conversation-address.ts';

export type PosterDeps = {
  readonly config: TeamsConfig;
  readonly adapter: TeamsAdapter;
  readonly references: SurfaceAddresses;
};

export type Posted = Result<PostedMessage, SendFailure>;

/** Posts once to a person's private chat or to a channel; a chat that does not exist yet is opened. */
export async function postTo(deps: PosterDeps, to: ChatAddress, activity: Partial<Activity>): Promise<Posted> {
  const found = await addressFor(deps, to);
  return found.ok ? postAt(deps, inThread(found.value, to.thread), activity) : found;
}

/** Only channels have threads: elsewhere it is written below. */
function inThread(place: ConversationAddress, thread: string | undefined): ConversationAddress {
  if (thread === undefined || !/@thread\.(?:tacv2|skype)/u.test(place.conversationId)) return place;
  const { conversation, activityId } = decodeMessage(thread);
  const conversationId = `${withoutThread(conversation.conversationId)};messageid=${activityId}`;
  return { ...conversation, conversationId };
}

async function postAt(
  { adapter }: Pick<PosterDeps, 'adapter'>,
  conversation: ConversationAddress,
  activity: Partial<Activity>,
): Promise<Posted> {
  try {
    const conversations = await adapter.conversationsAt(conversation.serviceUrl);
    const answer = await conversations.sendToConversation(conversation.conversationId, {
      ...activity,
      channelId: conversation.channelId,
      from: { id: conversation.botId, name: '' },
    });
    const reference = encodeMessage({ conversation, activityId: idIn(answer) });
    return ok({ surface: TEAMS, workspace: conversation.tenantId, reference });
  } catch (error) {
    return err(sendFailureOf(error));
  }
}

export async function addressFor(deps: PosterDeps, to: ChatAddress): Promise<Result<ConversationAddress, SendFailure>> {
  const known = await deps.references.recall(to);
  if (known !== undefined) return ok(decodeConversation(known));
  const place = await placeIn(deps, to.workspace);
  if (to.kind === 'channel') return ok(channelAddress(to.channel, place));
  return openPrivateChat(deps, to, place);
}

type Place = Omit<ConversationAddress, 'conversationId'>;

/** By the platform's id, or as it was written down where somebody spoke; a post there begins a thread of its own. */
function channelAddress(channel: string, place: Place): ConversationAddress {
  const spoken = conversationIn(channel);
  if (spoken === undefined) return { ...place, conversationId: channel };
  return { ...spoken, conversationId: withoutThread(spoken.conversationId) };
}

/** Where the tenant's activities last came from; before the first of them, the vendor's global address. */
async function placeIn({ references, config }: PosterDeps, tenantId: string): Promise<Place> {
  const known = await references.recall({ kind: 'workspace', surface: TEAMS, workspace: tenantId });
  if (known !== undefined) return decodeConversation(known);
  return { serviceUrl: config.defaultServiceUrl, botId: `28:${config.appId}`, channelId: TEAMS_CHANNEL, tenantId };
}

async function openPrivateChat(
  { adapter, references }: PosterDeps,
  to: Extract<ChatAddress, { kind: 'user' }>,
  { serviceUrl, botId, channelId, tenantId }: Place,
): Promise<Result<ConversationAddress, SendFailure>> {
  try {
    const conversations = await adapter.conversationsAt(serviceUrl);
    const answer = await conversations.createConversation({
      isGroup: false,
      bot: { id: botId, name: '' },
      members: [{ id: to.user, name: '' }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    });
    const address = { serviceUrl, conversationId: idIn(answer), botId, channelId, tenantId };
    await references.remember(to, encodeConversation(address));
    return ok(address);
  } catch (error) {
    const failure = sendFailureOf(error);
    // Opening a chat shows nobody anything and is the same chat the second time, so it may be tried again.
    return err(failure.kind === 'ambiguous' ? { kind: 'unavailable', cause: failure.cause } : failure);
  }
}

const created = z.object({ id: z.string().min(1) });

function idIn(answer: unknown): string {
  const parsed = created.safeParse(answer);
  if (parsed.success) return parsed.data.id;
  throw new ConnectorFailure({ kind: 'result-lost' }, { cause: parsed.error });
}
