import type { Clock } from '../../core/clock.ts';

/** What a refusal says about when to come back. `hint` is an instant on the provider's clock. */
export type RetryAsked = {
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
  readonly hint?: Temporal.Instant | undefined;
};

const LONGEST = Temporal.Duration.from({ hours: 24 });

/** Dates are measured against the answer's own Date header, because the two clocks need not agree. */
export function retryAt(
  { clock }: { readonly clock: Clock },
  asked: RetryAsked,
  otherwise: Temporal.Duration,
): Temporal.Instant {
  const now = clock.now();
  const wait = waitAsked(asked, instantOf(asked.date) ?? now) ?? otherwise;
  const bounded = Temporal.Duration.compare(wait, LONGEST) > 0 ? LONGEST : wait;
  return now.add(bounded);
}

function waitAsked({ hint, retryAfter }: RetryAsked, there: Temporal.Instant): Temporal.Duration | undefined {
  if (hint !== undefined) return positive(hint.since(there));
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Temporal.Duration.from({ seconds: Number(retryAfter) });
  const until = instantOf(retryAfter);
  return until === undefined ? undefined : positive(until.since(there));
}

/** The header's date has whole seconds, so an instant that seems to be over gets a second more. */
function positive(wait: Temporal.Duration): Temporal.Duration {
  return wait.sign > 0 ? wait : Temporal.Duration.from({ seconds: 1 });
}

function instantOf(date: string | undefined): Temporal.Instant | undefined {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : Temporal.Instant.fromEpochMilliseconds(at);
}
