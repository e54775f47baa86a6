import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';

export type PutIntoTeam = {
  readonly seat: Seat;
  /** As it is called; undefined takes them out of theirs. */
  readonly team: string | undefined;
  readonly by: AuditActor;
};

/** From the next look on their subjects are shared with this team, where mail is shared within teams. */
export async function putIntoTeam(
  { clock, audit }: { readonly clock: Clock; readonly audit: AuditTrail },
  stores: Stores,
  { seat, team, by }: PutIntoTeam,
): Promise<Seat> {
  const placed = { ...seat, team, version: seat.version + 1 };
  await stores.seats.replace(seat, placed);
  await audit(stores, seat.accountId, {
    kind: 'seat.team-changed',
    at: clock.now(),
    actor: by,
    subject: { kind: 'seat', id: seat.id },
    facts: { before: seat.team ?? null, after: team ?? null },
    personal: [],
  });
  return placed;
}
