import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { startLoopback } from '../http/loopback-server.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import { startEmulatedSlack, type EmulatedSlack } from './emulated-slack.ts';
import type { FetchImage } from './images.ts';
import { createOpenViews, type OpenView, type OpenViews } from './open-views.ts';
import { createOwnFiles, type OwnFiles } from './own-files.ts';
import { BOT_USER, TEAM, type Channel, type Person } from './people.ts';
import { readableText } from './read-blocks.ts';
import { createResponseUrls, type ResponseMessage, type ResponseUrls } from './response-urls.ts';
import { createSlackFaults, type SlackFaults } from './slack-faults.ts';
import { createThrottle } from './throttle.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import { createUploads, type ShownFile, type Uploads } from './uploads.ts';
import { answerApiCall, type ApiCall, type WebApiDeps } from './web-api.ts';

export type ShownMessage = {
  readonly channel: string;
  readonly ts: string | undefined;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** The blocks as a person reads them, or the text where there are none. */
  readonly reads: string;
};

export interface SlackStandIn extends AsyncDisposable {
  readonly url: string;
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  readonly faults: SlackFaults;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: OpenViews;
  readonly openModal: (user: string) => OpenView | undefined;
  readonly userId: (name: string) => string;
  readonly channelId: (name: string) => string;
  readonly teamOf: (name: string) => string;
  readonly calls: (method?: string) => readonly ApiCall[];
  readonly messagesIn: (channel: string) => Promise<readonly ShownMessage[]>;
  readonly dmWith: (user: string) => Promise<readonly ShownMessage[]>;
  readonly dmChannelOf: (user: string) => Promise<string>;
  /** Somebody has a file that they can choose in a form, by its name. */
  readonly hasFile: (user: string, name: string, text: string) => void;
  /** The files that somebody was given in direct messages. */
  readonly filesTo: (user: string) => Promise<readonly ShownFile[]>;
  /** Messages that have nothing to do with us. */
  readonly chatter: (channel: string, messages: number) => Promise<void>;
  readonly ephemeralsTo: (user: string) => readonly ShownMessage[];
}

export type SlackStandInOptions = {
  readonly clock: Clock;
  /** For the windows in which the app must answer; the wall where `clock` is scaled, because the app is not. */
  readonly answerClock?: Clock;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly scopes?: readonly string[];
  /** What Slack's servers reach; nothing unless told. */
  readonly fetchImage?: FetchImage;
};

/** Slack on loopback: an emulation that keeps the state, behind a front that keeps Slack's limits. Names, not ids, go in. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const { clock, people, channels, answerClock = clock, fetchImage = async () => undefined } = options;
  const emulated = await startEmulatedSlack(options);
  const userId = lookup(emulated.userIds, 'person');
  const channelId = lookup(emulated.channelIds, 'channel');
  const log: ApiCall[] = [];
  const ephemerals: (ShownMessage & { readonly user: string })[] = [];
  const views = createOpenViews();
  const faults = createSlackFaults();
  const triggers = createTriggers(answerClock);
  const observe = (call: ApiCall): void => {
    log.push(call);
    if (call.method === 'chat.postEphemeral' && call.answer.ok) ephemerals.push(ephemeralOf(call.params));
  };
  const uploads = createUploads(emulated, clock, () => server.url);
  const ownFiles = createOwnFiles(() => server.url, options.scopes);
  const api: WebApiDeps = {
    emulated,
    uploads,
    ownFiles,
    throttle: createThrottle(clock),
    triggers,
    faults,
    fetchImage,
    channelsWithoutBot: new Set(channels.filter(({ withoutBot }) => withoutBot).map(({ name }) => channelId(name))),
    marksOf: (id) => {
      const person = people.find(({ name }) => userId(name) === id);
      return { ...person?.marks, ...(person?.team === undefined ? {} : { team_id: person.team }) };
    },
    observe,
    viewOpened: views.opened,
  };
  const show = async ({ to, ...message }: ResponseMessage): Promise<void> => {
    if (to === 'ephemeral') ephemerals.push({ ...shown({ ...message, ts: undefined }), user: message.user });
    else
      await emulated.call('chat.postMessage', {
        channel: message.channel,
        text: message.text,
        blocks: JSON.stringify(message.blocks),
      });
  };
  const responseUrls: ResponseUrls = createResponseUrls({
    clock: answerClock,
    root: () => server.url,
    show,
    fetchImage,
  });
  const server = await startLoopback(clock, (exchange) => route(api, { responseUrls, uploads, ownFiles }, exchange));
  const dmChannelOf = (user: string): Promise<string> => openDirectMessage(emulated, userId(user));
  return {
    url: server.url,
    apiUrl: `${server.url}/api/`,
    faults,
    triggers,
    responseUrls,
    views,
    openModal: (user) => views.of(userId(user)),
    userId,
    channelId,
    teamOf: (name) => people.find((person) => person.name === name)?.team ?? TEAM,
    calls: (method) => log.filter((call) => method === undefined || call.method === method),
    messagesIn: (channel) => history(emulated, channelId(channel)),
    dmWith: async (user) => await history(emulated, await dmChannelOf(user)),
    dmChannelOf,
    hasFile: (user, name, text) => {
      ownFiles.put(userId(user), name, text);
    },
    filesTo: async (user) => {
      const dm = await dmChannelOf(user);
      return uploads.shown.filter(({ channel }) => channel === dm);
    },
    chatter: async (channel, messages) => {
      for (let nth = 0; nth < messages; nth += 1) {
        await emulated.call('chat.postMessage', { channel: channelId(channel), text: `Talk ${nth}` });
      }
    },
    ephemeralsTo: (user) => ephemerals.filter((message) => message.user === userId(user)),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await emulated[Symbol.asyncDispose]();
    },
  };
}

type Addresses = { readonly responseUrls: ResponseUrls; readonly uploads: Uploads; readonly ownFiles: OwnFiles };

async function route(
  api: WebApiDeps,
  { responseUrls, uploads, ownFiles }: Addresses,
  exchange: Exchange,
): Promise<Answer> {
  if (exchange.url.pathname.startsWith('/api/')) return await answerApiCall(api, exchange);
  const answer =
    ownFiles.take(exchange) ??
    (await uploads.take(exchange)) ??
    (await responseUrls.take(exchange.url.pathname, exchange.body));
  return answer ?? { kind: 'text', status: 404, body: 'not found' };
}

function lookup(ids: ReadonlyMap<string, string>, what: string): (name: string) => string {
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`There is no ${what} named ${name} in this Slack`);
    return id;
  };
}

const historySchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      text: z.string(),
      user: z.string().optional(),
      blocks: z.array(z.unknown()).default([]),
    }),
  ),
});

/** Oldest first, and only what we said. */
async function history(emulated: EmulatedSlack, channel: string): Promise<readonly ShownMessage[]> {
  const { messages } = historySchema.parse(await emulated.call('conversations.history', { channel, limit: '1000' }));
  return messages
    .toReversed()
    .filter(({ user }) => user === BOT_USER)
    .map((message) => shown({ ...message, channel }));
}

async function openDirectMessage(emulated: EmulatedSlack, user: string): Promise<string> {
  const { channel } = z
    .object({ channel: z.object({ id: z.string() }) })
    .parse(await emulated.call('conversations.open', { users: user }));
  return channel.id;
}

function ephemeralOf(params: Readonly<Record<string, string>>): ShownMessage & { readonly user: string } {
  const blocks: unknown = JSON.parse(params['blocks'] ?? '[]');
  const message = {
    channel: params['channel'] ?? '',
    ts: undefined,
    text: params['text'] ?? '',
    blocks: z.array(z.unknown()).parse(blocks),
  };
  return { ...shown(message), user: params['user'] ?? '' };
}

function shown({ channel, ts, text, blocks }: Omit<ShownMessage, 'reads'>): ShownMessage {
  return { channel, ts, text, blocks, reads: blocks.length === 0 ? text : readableText(blocks) };
}
