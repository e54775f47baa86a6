import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';

/** Slack says of these that part of the work may have been done. */
const PERHAPS_DONE: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);
/** Refused before anything was done, and likely to pass. */
const NOT_NOW: ReadonlySet<string> = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org']);
const THROTTLED: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
const THROTTLED_MS = 30_000;

/** Failures of a connection that never carried the request. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Only what is known not to have happened may be tried again; everything unclear is `ambiguous`. */
export function sendFailureOf(error: unknown): SendFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'throttled', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return failureOfAnswer(error.data.error, error);
  if (error instanceof webApi.WebAPIHTTPError) return failureOfStatus(error.statusCode, error);
  return NEVER_CONNECTED.has(connectionCodeOf(error) ?? '')
    ? { kind: 'unavailable', cause: error }
    : { kind: 'ambiguous', cause: error };
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

const withCode = z.object({ code: z.string() });
const withCause = z.object({ cause: z.unknown() });

/** `fetch` wraps what the socket said, the SDK wraps `fetch`: the innermost code counts. */
function connectionCodeOf(error: unknown): string | undefined {
  const inner = withCause.safeParse(error);
  const deeper = inner.success && inner.data.cause !== undefined ? connectionCodeOf(inner.data.cause) : undefined;
  const own = withCode.safeParse(error);
  return deeper ?? (own.success ? own.data.code : undefined);
}
