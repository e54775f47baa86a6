import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { retryAt } from '../retry-after.ts';

export type GraphAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
};

/** What a call that was not granted means for its caller; the rest of the failures mean the same everywhere. */
export type GraphRefusal =
  | { readonly kind: 'not-found' }
  /** There is no mailbox in the cloud for this person. */
  | { readonly kind: 'no-mailbox' }
  /** The link is too old: its folder must be read from the beginning. */
  | { readonly kind: 'link-refused' }
  | { readonly kind: 'denied'; readonly code: string }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure };

/** Goes by status and code, never by the text. Codes come in several spellings of case. */
export function refusalOf(deps: { readonly clock: Clock }, answer: GraphAnswer): GraphRefusal {
  const { status, body } = answer;
  const code = errorSchema.safeParse(body).data?.error.code ?? '';
  const key = code.toLowerCase();
  const mayComeBack = answer.retryAfter !== undefined && (status === 503 || status === 504);
  if (status === 429 || mayComeBack) {
    return { kind: 'failed', failure: { kind: 'throttled', retryAt: retryAt(deps, answer, DEFAULT_WAIT) } };
  }
  if (status === 410 || SYNC_STATE_CODES.has(key)) return { kind: 'link-refused' };
  if (status === 401) return { kind: 'token-refused' };
  if (status === 403) return { kind: 'denied', code };
  if (key === 'mailboxnotenabledforrestapi' || key === 'mailboxnotsupportedforrestapi') return { kind: 'no-mailbox' };
  if (status === 404) return { kind: 'not-found' };
  return {
    kind: 'failed',
    failure: { kind: 'unavailable', cause: new Error(`The provider answered ${status} ${code}`) },
  };
}

const errorSchema = z.object({ error: z.object({ code: z.string() }) });
const DEFAULT_WAIT = Temporal.Duration.from({ seconds: 30 });
const SYNC_STATE_CODES: ReadonlySet<string> = new Set([
  'syncstatenotfound',
  'syncstateinvalid',
  'resyncrequired',
  'invalidsyncstatedata',
  // A page of the directory that was asked for too late.
  'directory_expiredpagetoken',
]);
