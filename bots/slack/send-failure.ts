import { webApi } from '@slack/bolt';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import { wasNeverSent } from '../../core/outbox/never-sent.ts';

/** Slack says of these that part of the work may have been done. */
const PERHAPS_DONE: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);
/** Refused before anything was done, and likely to pass. */
const NOT_NOW: ReadonlySet<string> = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org']);
const THROTTLED: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
const THROTTLED_MS = 30_000;

/** Only what is known not to have happened may be tried again; everything unclear is `ambiguous`. */
export function sendFailureOf(error: unknown): SendFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'throttled', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return failureOfAnswer(error.data.error, error);
  if (error instanceof webApi.WebAPIHTTPError) return failureOfStatus(error.statusCode, error);
  return wasNeverSent(error) ? { kind: 'unavailable', cause: error } : { kind: 'ambiguous', cause: error };
}

function failureOfAnswer(answer: string, cause: unknown): SendFailure {
  if (THROTTLED.has(answer)) return { kind: 'throttled', retryAfterMs: THROTTLED_MS };
  if (NOT_NOW.has(answer)) return { kind: 'unavailable', cause };
  // An answer that is no error word is a body that was cut off or came from a proxy: the SDK passes it on as it is.
  const isErrorWord = /^[a-z][a-z0-9_]*$/.test(answer);
  return PERHAPS_DONE.has(answer) || !isErrorWord ? { kind: 'ambiguous', cause } : { kind: 'refused', reason: answer };
}

function failureOfStatus(status: number, cause: unknown): SendFailure {
  return status >= 400 && status < 500 && status !== 408
    ? { kind: 'refused', reason: `http_${status}` }
    : { kind: 'ambiguous', cause };
}
