import type { ChatAddress, ChatGateway, PostedMessage, SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { Log } from '../../core/log.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RaiseAlert } from './alert.ts';
import { DEADLINES } from './config.ts';
import { findMessage } from './find-message.ts';
import { readReference, writeReference } from './reference.ts';
import { say, wire, type Said } from './say.ts';
import { sdkLogger } from './sdk-logger.ts';
import { sendable, withOrWithoutPictures } from './sendable.ts';
import { sendFailureOf } from './send-failure.ts';
import { channelOf } from './speak.ts';
import { createClientOf, type TokenOf, type WebClient } from './web-clients.ts';
import { SURFACE } from './workspace.ts';

export type SlackGatewayDeps = {
  readonly slackApiUrl: string;
  readonly tokenOf: TokenOf;
  readonly alert: RaiseAlert;
  readonly log: Log;
};

const NOTICE_EVENT = 'usher_notice';

export function createSlackGateway({ slackApiUrl, tokenOf, alert, log }: SlackGatewayDeps): ChatGateway {
  const timeoutMs = DEADLINES.deliverMs;
  const clientOf = createClientOf({ tokenOf, slackApiUrl, timeoutMs, logger: sdkLogger(log) });

  async function speaking<Value>(
    workspace: string,
    speak: (client: WebClient) => Promise<Result<Value, SendFailure>>,
  ): Promise<Result<Value, SendFailure>> {
    const client = await clientOf(workspace);
    return client === undefined ? err({ kind: 'refused', reason: 'not_installed' }) : await speak(client);
  }

  return {
    post: (to, view, key) =>
      speaking(to.workspace, async (client) => {
        const channel = await conversationFor(client, to);
        if (!channel.ok) return channel;
        const metadata = { event_type: NOTICE_EVENT, event_payload: { key } };
        const place = { channel: channel.value, metadata, ...threadOf(to) };
        return await withOrWithoutPictures(sendable(alert, view), (message) =>
          attempt(() => say(client, place, message), to.workspace),
        );
      }),
    update: (posted, view) =>
      speaking(posted.workspace, async (client) => {
        const place = readReference(posted.reference);
        return await withOrWithoutPictures(sendable(alert, view), (message) =>
          attempt(() => client.chat.update({ ...place, ...wire(message) }), posted.workspace),
        );
      }),
    find: (to, key) =>
      speaking(to.workspace, async (client) => {
        const channel = await conversationFor(client, to);
        if (!channel.ok) return channel;
        const { thread_ts: thread } = threadOf(to);
        return await findMessage(client, { workspace: to.workspace, channel: channel.value, thread }, key);
      }),
  };
}

async function attempt(send: () => Promise<Said>, workspace: string): Promise<Result<PostedMessage, SendFailure>> {
  try {
    const { channel, ts } = await send();
    if (channel === undefined || ts === undefined) throw new Error('Slack took a message without saying where it is');
    return ok({ surface: SURFACE, workspace, reference: writeReference({ channel, ts }) });
  } catch (error) {
    return err(sendFailureOf(error));
  }
}

function threadOf({ thread }: ChatAddress): { readonly thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: readReference(thread).ts };
}

/** Opening a conversation twice is the same as once, so an unclear result of it is simply no result. */
async function conversationFor(client: WebClient, to: ChatAddress): Promise<Result<string, SendFailure>> {
  if (to.kind === 'channel') return ok(to.channel);
  try {
    return ok(await channelOf(client, to.user));
  } catch (error) {
    const failure = sendFailureOf(error);
    return err(failure.kind === 'ambiguous' ? { kind: 'unavailable', cause: failure.cause } : failure);
  }
}
