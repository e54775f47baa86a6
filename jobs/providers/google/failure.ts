import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { retryAt } from '../retry-after.ts';

export type GoogleAnswer = {
  readonly status: number;
  readonly data: unknown;
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
};

/** What a call that was not granted means for its caller; the rest of the failures mean the same everywhere. */
export type GoogleRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid' }
  /** The mail service is off for this person: not licensed, suspended, or a mailbox that is minutes old. */
  | { readonly kind: 'mail-off' }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure };

/** Goes by status and reason, never by the text, but for the documented "Retry after" in it. */
export function refusalOf(deps: { readonly clock: Clock }, answer: GoogleAnswer): GoogleRefusal {
  const { status, data } = answer;
  const error = errorSchema.safeParse(data).data?.error;
  const reasons = [...(error?.errors ?? []), ...(error?.details ?? [])].flatMap(({ reason }) => reason ?? []);
  const isRateReason = reasons.some((reason) => RATE_REASONS.has(reason));
  if (status === 429 || (status === 403 && isRateReason)) {
    const longer = reasons.includes('dailyLimitExceeded') ? DAILY_WAIT : DEFAULT_WAIT;
    const hint = hintIn(error?.message ?? '');
    return { kind: 'failed', failure: { kind: 'throttled', retryAt: retryAt(deps, { ...answer, hint }, longer) } };
  }
  if (status === 401) return { kind: 'token-refused' };
  if (status === 403) return { kind: 'failed', failure: denied(reasons) };
  if (status === 404) return { kind: 'not-found' };
  if (status === 400) return { kind: reasons.includes('failedPrecondition') ? 'mail-off' : 'invalid' };
  return { kind: 'failed', failure: { kind: 'unavailable', cause: new Error(`The provider answered ${status}`) } };
}

const errorSchema = z.object({
  error: z.object({
    message: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

const RATE_REASONS: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'quotaExceeded',
  'RATE_LIMIT_EXCEEDED',
]);
/** These concern the service account or its project, and so every mailbox. */
const ORGANIZATION_REASONS: ReadonlySet<string> = new Set([
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'accessNotConfigured',
  'SERVICE_DISABLED',
]);
const DEFAULT_WAIT = Temporal.Duration.from({ seconds: 30 });
const DAILY_WAIT = Temporal.Duration.from({ hours: 1 });

function denied(reasons: readonly string[]): ProviderFailure {
  const detail = reasons.find((reason) => ORGANIZATION_REASONS.has(reason));
  return detail === undefined
    ? { kind: 'unauthorised', fault: 'access-denied', detail: reasons[0] ?? 'forbidden' }
    : { kind: 'unauthorised', fault: 'credential', detail };
}

function hintIn(message: string): Temporal.Instant | undefined {
  const text = /Retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/.exec(message)?.[1];
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : Temporal.Instant.fromEpochMilliseconds(at);
}
