import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { ROLES, type Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { scheduleSeat } from '../seats/invite-member.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import { comeBack } from './come-back.ts';
import type { Departure } from './departure.ts';

export type ReactivateDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type ReactivateRefused =
  | { readonly kind: 'not-deactivated'; readonly member: Member }
  | { readonly kind: 'above'; readonly member: Member }
  | { readonly kind: 'under-way'; readonly member: Member; readonly seat: Seat }
  /** What is being taken now cannot be given back before it is taken; a removal is not taken back at all. */
  | { readonly kind: 'leaving'; readonly member: Member; readonly departure: Departure };

export type Reactivating = { readonly member: Member; readonly by: Member };

/**
 * Somebody comes back by the way of somebody new: another seat of the same kind, whose mailbox is looked at before money
 * is talked about. Undefined for somebody who never had a seat: they only have access again.
 */
export async function reactivateMember(
  deps: ReactivateDeps,
  stores: Stores,
  { member, by }: Reactivating,
): Promise<Result<Seat | undefined, ReactivateRefused>> {
  if (member.standing !== 'deactivated') return err({ kind: 'not-deactivated', member });
  if (ROLES.indexOf(member.role) > ROLES.indexOf(by.role)) return err({ kind: 'above', member });
  const departure = await stores.departures.open(member.id);
  if (departure?.state === 'leaving' || departure?.plan.kind === 'remove')
    return err({ kind: 'leaving', member, departure });
  const before = await stores.seats.ofMember(member.id);
  if (before !== undefined && isUnderway(before)) return err({ kind: 'under-way', member, seat: before });

  const seat = before === undefined ? undefined : await anotherSeat(deps, stores, before, by);
  // Another version in any case: of two who bring somebody back at once, the second looks again.
  const standing = seat === undefined ? 'active' : member.standing;
  await stores.members.replace(member, { ...member, standing, version: member.version + 1 });
  if (seat === undefined) await comeBack(deps, stores, member);
  await deps.audit(stores, member.accountId, {
    kind: seat === undefined ? 'member.reactivated' : 'seat.reactivating',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'member', id: member.id },
    facts: { seat: seat?.id ?? null, role: by.role },
    personal: [{ memberId: member.id, values: { name: member.fullName, address: member.address } }],
  });
  return ok(seat);
}

async function anotherSeat(
  { ids, clock }: ReactivateDeps,
  stores: Stores,
  { accountId, memberId, seatType, team, privacy, provider }: Seat,
  by: Member,
): Promise<Seat> {
  const since = clock.now();
  const base = { id: ids.next('seat'), accountId, memberId, seatType, team, privacy, provider };
  const seat: Seat = { ...base, basis: 'purchased', invitedBy: by.id, version: 1, state: 'checking', since };
  await stores.seats.add(seat);
  await scheduleSeat(ids, stores, seat, since);
  return seat;
}
