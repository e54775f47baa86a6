import { json } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';

type Refusal = {
  readonly code: number;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
  readonly details?: readonly unknown[];
};

function refusal({ code, status, reason, message, domain = 'global', details }: Refusal): Answer {
  const error = { code, message, errors: [{ message, domain, reason }], status };
  return json(code, { error: details === undefined ? error : { ...error, details } });
}

export const googleErrors = {
  unauthenticated: () =>
    refusal({
      code: 401,
      status: 'UNAUTHENTICATED',
      reason: 'authError',
      message:
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    }),
  insufficientScopes: (service: string) =>
    refusal({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'insufficientPermissions',
      message: 'Request had insufficient authentication scopes.',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
          metadata: { service },
        },
      ],
    }),
  forbidden: (message: string) => refusal({ code: 403, status: 'PERMISSION_DENIED', reason: 'forbidden', message }),
  userRateLimit: () =>
    refusal({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'userRateLimitExceeded',
      domain: 'usageLimits',
      message:
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com'.",
    }),
  projectRateLimit: () =>
    refusal({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'rateLimitExceeded',
      domain: 'usageLimits',
      message:
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service 'gmail.googleapis.com'.",
    }),
  lockedOut: (until: Temporal.Instant) =>
    refusal({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      reason: 'rateLimitExceeded',
      domain: 'usageLimits',
      message: `User-rate limit exceeded.  Retry after ${until.toString({ fractionalSecondDigits: 3 })}`,
    }),
  tooManyConcurrent: () =>
    refusal({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      reason: 'rateLimitExceeded',
      domain: 'usageLimits',
      message: 'Too many concurrent requests for user.',
    }),
  directoryQuota: () =>
    refusal({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'quotaExceeded',
      domain: 'usageLimits',
      message:
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'admin.googleapis.com'.",
    }),
  invalid: (message: string) => refusal({ code: 400, status: 'INVALID_ARGUMENT', reason: 'invalidArgument', message }),
  mailServiceOff: () =>
    refusal({
      code: 400,
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
      message: 'Mail service not enabled',
    }),
  notFound: (message = 'Requested entity was not found.') =>
    refusal({ code: 404, status: 'NOT_FOUND', reason: 'notFound', message }),
  backend: (code: number) => refusal({ code, status: 'UNAVAILABLE', reason: 'backendError', message: 'Backend Error' }),
} as const satisfies Record<string, (...args: never[]) => Answer>;
