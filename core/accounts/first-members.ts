import type { Id } from '../ids.ts';
import type { Grant, Member, Role } from '../people/member.ts';
import { ROLES } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import type { Tier } from './account.ts';

/** Somebody whom the operator names: the first administrator, an approver, or support. */
export type Appointment = {
  readonly as: 'admin' | Grant;
  readonly address: string;
  readonly fullName: string | undefined;
};

/** An appointment with the person it means and what they need; nothing has been written yet. */
export type PlannedMember = Appointment & {
  readonly known: Member | undefined;
  readonly needsSeat: boolean;
};

export type AppointmentRefused =
  | { readonly kind: 'name-missing'; readonly appointment: Appointment }
  | { readonly kind: 'left'; readonly member: Member };

/** Finds out who is known already; one person may be named for several things. */
export async function planMembers(
  { members, seats }: Pick<Stores, 'members' | 'seats'>,
  appointments: readonly Appointment[],
): Promise<Result<readonly PlannedMember[], AppointmentRefused>> {
  const planned: PlannedMember[] = [];
  for (const appointment of appointments) {
    const known = await members.byAddress(appointment.address);
    const named = planned.find(({ address }) => address === appointment.address);
    if (known === undefined && named === undefined && appointment.fullName === undefined)
      return err({ kind: 'name-missing', appointment });
    if (known?.standing === 'deactivated' || known?.standing === 'removed') return err({ kind: 'left', member: known });
    const seat = known === undefined ? undefined : await seats.ofMember(known.id);
    const hasSeat = seat !== undefined && isUnderway(seat);
    planned.push({ ...appointment, known, needsSeat: named === undefined && !hasSeat });
  }
  return ok(planned);
}

/** The role and the grants that a person gets beyond what they have; nobody loses a role by being named. */
export function appointed(member: Member, as: Appointment['as'], tier: Tier): Member {
  if (as !== 'admin') return { ...member, grants: member.grants.includes(as) ? member.grants : [...member.grants, as] };
  return { ...member, role: higher(member.role, firstRole(tier)) };
}

function firstRole(tier: Tier): Role {
  return tier === 'enterprise' ? 'enterprise-admin' : 'admin';
}

function higher(one: Role, other: Role): Role {
  return ROLES.indexOf(one) >= ROLES.indexOf(other) ? one : other;
}

export function newMember(id: Id<'member'>, accountId: Id<'account'>, named: Appointment): Member {
  return {
    id,
    accountId,
    fullName: named.fullName ?? named.address,
    address: named.address,
    role: 'standard',
    grants: [],
    standing: 'active',
    version: 0,
  };
}
