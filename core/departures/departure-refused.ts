import type { Account } from '../accounts/account.ts';
import { ROLES, type Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Departure } from './departure.ts';
import { lastOfAll, type LastOfAll } from './last-manager.ts';

export type DepartureRefused =
  | { readonly kind: 'not-active'; readonly member: Member }
  | { readonly kind: 'above'; readonly member: Member }
  | { readonly kind: LastOfAll | 'yourself'; readonly member: Member }
  /** Approvers have the price of their conversion in hand; whoever asked for it ends that first. */
  | { readonly kind: 'conversion-open'; readonly member: Member }
  | { readonly kind: 'under-way'; readonly member: Member; readonly departure: Departure }
  /** Its turn in the order of a decommissioning has not come. */
  | { readonly kind: 'decommissioning'; readonly member: Member };

export type Leaving = { readonly account: Account; readonly by: Member; readonly member: Member };

/** Why this member cannot be deactivated by that one; undefined where nothing stands in the way. Read at every step. */
export async function departureRefused(
  stores: Pick<Stores, 'members' | 'departures' | 'decommissions' | 'seats'>,
  { account, by, member }: Leaving,
): Promise<DepartureRefused | undefined> {
  const departure = await stores.departures.open(member.id);
  if (departure !== undefined && departure.state !== 'scheduled') return { kind: 'under-way', member, departure };
  if (member.standing !== 'active') return { kind: 'not-active', member };
  if (isAbove(member, by)) return { kind: 'above', member };
  const heldUp = await isHeldUp(stores, account, member);
  if (heldUp !== undefined) return heldUp;
  // Lists go to whoever agreed, so they have to be somebody who stays.
  if (by.id === member.id) return { kind: 'yourself', member };
  const decommission = await stores.decommissions.open(member.id);
  const isItsTurn = decommission === undefined || decommission.state === 'delete';
  return isItsTurn ? undefined : { kind: 'decommissioning', member };
}

/** Roles are hierarchical: nobody ends somebody above them, whatever was granted. */
export function isAbove(member: Pick<Member, 'role'>, by: Pick<Member, 'role'>): boolean {
  return ROLES.indexOf(member.role) > ROLES.indexOf(by.role);
}

/** What whoever agreed cannot change themself; asked again when a chosen day has come. */
export async function isHeldUp(
  stores: Pick<Stores, 'members' | 'seats'>,
  account: Account,
  member: Member,
): Promise<DepartureRefused | undefined> {
  const seat = await stores.seats.ofMember(member.id);
  if (seat?.state === 'conversion-requested') return { kind: 'conversion-open', member };
  const last = await lastOfAll(stores, account, member);
  return last === undefined ? undefined : { kind: last, member };
}

export function departureRefusedView(refused: DepartureRefused): View {
  const { member } = refused;
  return {
    title: `${member.fullName} was not deactivated`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [departureRefusedSentence(refused), ' Nothing was changed.'] }],
    actions: [
      refused.kind === 'decommissioning'
        ? {
            kind: 'run',
            label: 'Show the next step',
            weight: 'primary',
            does: { command: 'decommission', args: { member: member.address } },
          }
        : {
            kind: 'run',
            label: `Show ${member.fullName}`,
            weight: 'primary',
            does: { command: 'show', args: { member: member.address } },
          },
    ],
  };
}

export function departureRefusedSentence(refused: DepartureRefused): string {
  const { fullName } = refused.member;
  switch (refused.kind) {
    case 'not-active':
      return `${fullName} is ${refused.member.standing}; only somebody who is active can be deactivated.`;
    case 'above':
      return `${fullName} is ${WITH_ARTICLE[refused.member.role]}, and roles are hierarchical: somebody of the same role or above it can do it.`;
    case 'conversion-open':
      return 'The price of converting their seat is with the approvers. Whoever asked for it cancels that request first.';
    case 'last-manager':
      return `${fullName} is the last one here who may manage users. Give somebody else that role first.`;
    case 'last-administrator':
      return `${fullName} is the last one here who can give roles. Give that role to somebody else first.`;
    case 'yourself':
      return 'Nobody deactivates themself, because what they hold goes to whoever does it. Somebody else who manages users can do it.';
    case 'under-way':
      return `${fullName} is leaving already.`;
    case 'decommissioning':
      return `${fullName} is being decommissioned, and other steps come before this one. Go on with the next step, or abandon the decommissioning first.`;
    default:
      return unreachable(refused);
  }
}

const WITH_ARTICLE = {
  standard: 'a Standard user',
  admin: 'an Admin',
  'enterprise-admin': 'an Enterprise Admin',
} as const satisfies Record<Member['role'], string>;
