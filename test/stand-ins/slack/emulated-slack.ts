import { createEmulator } from 'emulate';
import { z } from 'zod';
import { BOT_SCOPES, BOT_TOKEN, BOT_USER, type Channel, type Person } from './people.ts';

export type SlackAnswer = Readonly<Record<string, unknown>> & {
  readonly ok: boolean;
  readonly error?: string | undefined;
};

export interface EmulatedSlack extends AsyncDisposable {
  /** Calls a method as the token says, or as one that may do everything. */
  readonly call: (method: string, params: Readonly<Record<string, string>>, token?: string) => Promise<SlackAnswer>;
  /** Lays the content of a file where an upload was prepared; answers the status. */
  readonly upload: (file: string, content: string) => Promise<number>;
  readonly userIds: ReadonlyMap<string, string>;
  readonly channelIds: ReadonlyMap<string, string>;
}

export type EmulatedSlackOptions = {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly scopes?: readonly string[] | undefined;
};

const READER_TOKEN = 'xoxb-reader';
const READER_SCOPES = ['channels', 'groups', 'im', 'mpim'].flatMap((kind) => [
  `${kind}:read`,
  `${kind}:history`,
  `${kind}:write`,
]);
const answerSchema = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** Keeps users, conversations, messages and views; it knows no limits of Slack's, those stand before it. */
export async function startEmulatedSlack({ people, channels, scopes }: EmulatedSlackOptions): Promise<EmulatedSlack> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: people.map(({ name, email, realName }) => ({ name, email, real_name: realName ?? name })),
        channels: channels.map(({ name, isPrivate }) => ({ name, is_private: isPrivate ?? false })),
        oauth_apps: [BOT],
        tokens: [
          { token: BOT_TOKEN, ...AS_BOT, scopes: [...(scopes ?? BOT_SCOPES)] },
          {
            token: READER_TOKEN,
            ...AS_BOT,
            scopes: [...READER_SCOPES, 'chat:write', 'users:read', 'users:read.email'],
          },
        ],
      },
    },
  });
  const root = `${emulator.url.replace('localhost', '127.0.0.1')}/api/`;

  const call = async (
    method: string,
    params: Readonly<Record<string, string>>,
    token = READER_TOKEN,
  ): Promise<SlackAnswer> => {
    const response = await fetch(`${root}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(params),
    });
    return answerSchema.parse(await response.json());
  };
  return {
    call,
    upload: async (file, body) => {
      const headers = { 'content-type': 'application/octet-stream' };
      return (await fetch(new URL(`/upload/v1/${file}`, root), { method: 'POST', headers, body })).status;
    },
    userIds: await idsOf(call('users.list', {}), 'members'),
    channelIds: await idsOf(call('conversations.list', { types: 'public_channel,private_channel' }), 'channels'),
    [Symbol.asyncDispose]: async () => {
      await emulator.close();
    },
  };
}

const BOT = {
  app_id: 'A0USHER',
  client_id: 'usher-client',
  client_secret: 'usher-secret',
  name: 'Usher',
  redirect_uris: [],
  bot_id: 'B0USHER',
  bot_user_id: BOT_USER,
  bot_name: 'usher',
};

const AS_BOT = { type: 'bot', user_id: BOT_USER, bot_id: 'B0USHER', bot_user_id: BOT_USER, app_id: 'A0USHER' };

const named = z.array(z.looseObject({ id: z.string(), name: z.string() }));

async function idsOf(answer: Promise<SlackAnswer>, key: string): Promise<ReadonlyMap<string, string>> {
  const found = named.parse((await answer)[key]);
  return new Map(found.map(({ id, name }) => [name, id]));
}
