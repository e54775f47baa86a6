import { bearer, json, type Answer, type Exchange } from '../http/exchange.ts';
import { modalRefusalOf, refusalOf } from './block-rules.ts';
import type { EmulatedSlack, SlackAnswer } from './emulated-slack.ts';
import { imageRefusalOf, type FetchImage } from './images.ts';
import type { SlackFault, SlackFaults } from './slack-faults.ts';
import type { OwnFiles } from './own-files.ts';
import type { Throttle } from './throttle.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './uploads.ts';

export type WebApiDeps = {
  readonly emulated: EmulatedSlack;
  readonly throttle: Throttle;
  readonly triggers: Triggers;
  readonly uploads: Uploads;
  readonly ownFiles: OwnFiles;
  readonly faults: SlackFaults;
  readonly fetchImage: FetchImage;
  /** Public channels without the app: Slack lets it post to none of them. */
  readonly channelsWithoutBot: ReadonlySet<string>;
  /** What Slack adds to a user that the emulation does not know. */
  readonly marksOf: (user: string) => Readonly<Record<string, unknown>>;
  readonly observe: (call: ApiCall) => void;
  readonly viewOpened: (user: string, view: unknown) => void;
};

export type ApiCall = {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly answer: SlackAnswer;
};

/** `POST /api/<method>`: what Slack checks before it does anything, then the emulation, then what the fault does to the answer. */
export async function answerApiCall(deps: WebApiDeps, exchange: Exchange): Promise<Answer> {
  const method = exchange.url.pathname.slice('/api/'.length);
  const params = Object.fromEntries(new URLSearchParams(exchange.body));
  const fault = deps.faults.draw(method);
  const early = faultBefore(fault);
  if (early !== undefined) return early;
  const wait = deps.throttle.secondsToWait(method, params['channel']);
  if (wait !== undefined) return throttled(String(wait));

  const answer =
    (await refusedBySlack(deps, method, params)) ?? (await performed(deps, method, params, bearer(exchange) ?? ''));
  deps.observe({ method, params, answer });
  return faultAfter(fault, answer);
}

function faultBefore(fault: SlackFault | undefined): Answer | undefined {
  if (fault?.kind === 'reset-before') return { kind: 'reset' };
  if (fault?.kind === 'throttle') return throttled(fault.retryAfter);
  return fault?.kind === 'refuse' ? json(200, { ok: false, error: fault.error }) : undefined;
}

function faultAfter(fault: SlackFault | undefined, answer: SlackAnswer): Answer {
  if (fault?.kind === 'accept-then-504') return { kind: 'text', status: 504, body: 'upstream request timeout' };
  if (fault?.kind === 'reset-after') return { kind: 'reset' };
  const isCutOff = fault?.kind === 'truncate';
  return isCutOff ? { kind: 'text', status: 200, body: JSON.stringify(answer).slice(0, 15) } : json(200, answer);
}

function throttled(retryAfter: string | undefined): Answer {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return json(429, { ok: false, error: 'ratelimited' }, headers);
}

const LONGEST_TEXT = 40_000;
const POSTS: ReadonlySet<string> = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update']);

async function refusedBySlack(
  { channelsWithoutBot, fetchImage }: WebApiDeps,
  method: string,
  params: Readonly<Record<string, string>>,
): Promise<SlackAnswer | undefined> {
  if (!POSTS.has(method)) return undefined;
  if (channelsWithoutBot.has(params['channel'] ?? '')) return { ok: false, error: 'not_in_channel' };
  const { text = '', blocks } = params;
  if (text.length > LONGEST_TEXT) return { ok: false, error: 'msg_too_long' };
  // Screen readers and notifications read the text, so a message of blocks alone is not ours to send.
  if (text.trim() === '') return { ok: false, error: 'no_text' };
  if (blocks === undefined) return undefined;
  const parsed: unknown[] = JSON.parse(blocks);
  const refusal = refusalOf(parsed) ?? (await imageRefusalOf(fetchImage, parsed));
  return refusal === undefined ? undefined : refusedWith(refusal);
}

/** The first word is Slack's error, the rest our explanation of it. */
function refusedWith(refusal: string): SlackAnswer {
  const [error = refusal] = refusal.split(' ');
  return { ok: false, error, response_metadata: { messages: [refusal] } };
}

async function performed(
  deps: WebApiDeps,
  method: string,
  params: Readonly<Record<string, string>>,
  token: string,
): Promise<SlackAnswer> {
  const { emulated, channelsWithoutBot, uploads, ownFiles } = deps;
  switch (method) {
    case 'views.open':
      return await openView(deps, params, token);
    case 'conversations.history':
      if (channelsWithoutBot.has(params['channel'] ?? '')) return { ok: false, error: 'not_in_channel' };
      return withoutMetadata(await emulated.call(method, params, token), params['include_all_metadata'] === 'true');
    case 'files.info':
      return ownFiles.info(params, token) ?? (await emulated.call(method, params, token));
    case 'files.getUploadURLExternal':
      return uploads.issued(params, await emulated.call(method, params, token));
    case 'files.completeUploadExternal': {
      const answer = await emulated.call(method, params, token);
      if (answer.ok) uploads.completed(params);
      return answer;
    }
    case 'users.info':
    case 'users.lookupByEmail':
      return marked(deps, await emulated.call(method, params, token));
    default:
      return await emulated.call(method, params, token);
  }
}

async function openView(
  { emulated, triggers, viewOpened }: WebApiDeps,
  params: Readonly<Record<string, string>>,
  token: string,
): Promise<SlackAnswer> {
  const refusal = modalRefusalOf(JSON.parse(params['view'] ?? 'null'));
  if (refusal !== undefined) return refusedWith(refusal);
  const exchanged = triggers.exchange(params['trigger_id'] ?? '');
  if ('error' in exchanged) return { ok: false, error: exchanged.error };
  const inner = await emulated.call('views.generateTriggerId', { user_id: exchanged.user }, token);
  const answer = await emulated.call('views.open', { ...params, trigger_id: String(inner['trigger_id']) }, token);
  if (answer.ok) viewOpened(exchanged.user, answer['view']);
  return answer;
}

function withoutMetadata(answer: SlackAnswer, isAskedFor: boolean): SlackAnswer {
  const { messages } = answer;
  if (isAskedFor || !Array.isArray(messages)) return answer;
  return { ...answer, messages: messages.map((message: object) => ({ ...message, metadata: undefined })) };
}

function marked({ marksOf }: WebApiDeps, answer: SlackAnswer): SlackAnswer {
  const { user } = answer;
  if (typeof user !== 'object' || user === null || !('id' in user)) return answer;
  return { ...answer, user: { ...user, ...marksOf(String(user.id)) } };
}
