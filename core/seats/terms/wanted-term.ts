import { err, ok, type Result } from '../../result.ts';
import type { WantedTerm } from './plan-term.ts';

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
