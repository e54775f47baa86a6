import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { SlackMessage } from './render.ts';
import { sendFailureOf } from './send-failure.ts';

export type Respond = (
  url: string,
  message: SlackMessage,
  to: 'ephemeral' | 'in_channel',
) => Promise<Result<undefined, SendFailure>>;

export type RespondDeps = { readonly responseOrigins: readonly string[]; readonly timeoutMs: number };

/**
 * Answers at a `response_url`, which arrives in a payload and is therefore followed to known places only, without
 * redirects. It never replaces the message that was acted on: shared cards are repainted by the outbox alone.
 */
export function createRespond({ responseOrigins, timeoutMs }: RespondDeps): Respond {
  const origins = new Set(responseOrigins.map((origin) => new URL(origin).origin));
  return async (url, message, to) => {
    const target = URL.parse(url);
    if (target === null || !origins.has(target.origin) || target.username !== '' || target.password !== '') {
      return err({ kind: 'refused', reason: 'response_url_not_allowed' });
    }
    return await post(target, timeoutMs, {
      response_type: to,
      replace_original: false,
      delete_original: false,
      unfurl_links: false,
      unfurl_media: false,
      mrkdwn: false,
      ...message,
    });
  };
}

async function post(target: URL, timeoutMs: number, body: object): Promise<Result<undefined, SendFailure>> {
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const refusal = refusalIn(await response.text());
    if (!response.ok) return err(failureOf(response));
    return refusal === undefined ? ok(undefined) : err({ kind: 'refused', reason: refusal });
  } catch (error) {
    return err(sendFailureOf(error));
  }
}

const refusalSchema = z.object({ ok: z.literal(false), error: z.string() });

/** A success is the word "ok" or JSON; a refusal may come with status 200. */
function refusalIn(body: string): string | undefined {
  if (!body.startsWith('{')) return undefined;
  const refusal = refusalSchema.safeParse(JSON.parse(body));
  return refusal.success ? refusal.data.error : undefined;
}

function failureOf({ status, headers }: Response): SendFailure {
  const seconds = Number(headers.get('retry-after') ?? '30');
  if (status === 429) return { kind: 'throttled', retryAfterMs: (Number.isFinite(seconds) ? seconds : 30) * 1000 };
  return status < 500
    ? { kind: 'refused', reason: `http_${status}` }
    : { kind: 'ambiguous', cause: new Error(`${status}`) };
}
