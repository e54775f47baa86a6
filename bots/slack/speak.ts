import { err, ok, type Result } from '../../core/result.ts';
import type { Conversation } from '../../core/commands/inbound.ts';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { Arrival } from './arrival.ts';
import type { SlackMessage } from './render.ts';
import type { Respond } from './response-url.ts';
import { say, wire } from './say.ts';
import { sendFailureOf } from './send-failure.ts';
import type { ClientOf, WebClient } from './web-clients.ts';

export type Sent = Result<undefined, SendFailure>;

export interface Speak {
  /** Seen by the person who acted and nobody else. */
  readonly privately: (arrival: Arrival, message: SlackMessage) => Promise<Sent>;
  readonly toConversation: (arrival: Arrival, message: SlackMessage) => Promise<Sent>;
}

export type SpeakDeps = { readonly clientOf: ClientOf; readonly respond: Respond };

/** Where an ephemeral message finds nobody: then it certainly was not shown, and a direct message says it instead. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
]);

export function createSpeak({ clientOf, respond }: SpeakDeps): Speak {
  return {
    privately: async (arrival, message) => {
      if (arrival.responseUrl !== undefined) return await respond(arrival.responseUrl, message, 'ephemeral');
      const { at, from } = arrival.inbound;
      return await withClient(clientOf, at, async (client) => {
        if (at.isPrivate) return await postTo(client, await channelOf(client, at.address), message);
        return await whisper(client, arrival, message, from.user);
      });
    },
    toConversation: async (arrival, message) => {
      if (arrival.responseUrl !== undefined) return await respond(arrival.responseUrl, message, 'in_channel');
      const { at } = arrival.inbound;
      return await withClient(clientOf, at, async (client) =>
        postTo(client, await channelOf(client, at.address), message, arrival.thread),
      );
    },
  };
}

async function withClient(
  clientOf: ClientOf,
  at: Conversation,
  speak: (client: WebClient) => Promise<Sent>,
): Promise<Sent> {
  const client = await clientOf(at.workspace);
  if (client === undefined) return err({ kind: 'refused', reason: 'not_installed' });
  try {
    return await speak(client);
  } catch (error) {
    return err(sendFailureOf(error));
  }
}

async function whisper(
  client: WebClient,
  { inbound, thread }: Arrival,
  message: SlackMessage,
  user: string,
): Promise<Sent> {
  const place = thread === undefined ? {} : { thread_ts: thread };
  try {
    await client.chat.postEphemeral({ channel: inbound.at.address, user, ...place, ...wire(message) });
    return ok(undefined);
  } catch (error) {
    const failure = sendFailureOf(error);
    if (failure.kind !== 'refused' || !NOT_SHOWN.has(failure.reason)) return err(failure);
    return await postTo(client, await channelOf(client, user), message);
  }
}

/** A person's id stands for the direct messages with them. */
export async function channelOf(client: WebClient, address: string): Promise<string> {
  if (!/^[UW]/.test(address)) return address;
  const { channel } = await client.conversations.open({ users: address });
  if (channel?.id === undefined) throw new Error('Slack opened a conversation without an id');
  return channel.id;
}

async function postTo(client: WebClient, channel: string, message: SlackMessage, thread?: string): Promise<Sent> {
  await say(client, thread === undefined ? { channel } : { channel, thread_ts: thread }, message);
  return ok(undefined);
}
