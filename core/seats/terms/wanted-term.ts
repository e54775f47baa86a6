import { err, ok, type Result } from '../../result.ts';

/** What was asked for: a trial of so many days, or a last day. */
export type WantedTerm =
  | { readonly kind: 'trial'; readonly days: number }
  | { readonly kind: 'expiring'; readonly endsOn: Temporal.PlainDate };

/** What an invitation says about its end: a trial of so many days, or a last day. */
export type SaidTerm = { readonly trial?: number | undefined; readonly until?: Temporal.PlainDate | undefined };

export function wantedTerm({
  trial,
  until,
}: SaidTerm): Result<WantedTerm | undefined, { readonly kind: 'trial-and-day' }> {
  if (trial !== undefined && until !== undefined) return err({ kind: 'trial-and-day' });
  if (trial !== undefined) return ok({ kind: 'trial', days: trial });
  return ok(until === undefined ? undefined : { kind: 'expiring', endsOn: until });
}
