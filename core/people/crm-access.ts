import { err, ok, type Result } from '../result.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import type { Member, Standing } from './member.ts';

export type NoCrmAccess =
  | { readonly kind: 'standing'; readonly standing: Exclude<Standing, 'active'> }
  | { readonly kind: 'sync-only' };

/** Whether a member may open the CRM. A Sync Only seat feeds it and never opens it (seed S1). */
export function crmAccess(
  { standing }: Pick<Member, 'standing'>,
  seat: Seat | undefined,
): Result<{ readonly kind: 'open' }, NoCrmAccess> {
  if (standing !== 'active') return err({ kind: 'standing', standing });
  if (seat !== undefined && seat.seatType === 'sync-only' && isUnderway(seat)) return err({ kind: 'sync-only' });
  return ok({ kind: 'open' });
}
