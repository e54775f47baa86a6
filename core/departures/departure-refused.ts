import type { Account } from '../accounts/account.ts';
import { authorise } from '../people/authority.ts';
import { ROLES, type Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Departure } from './departure.ts';

export type DepartureRefused =
  | { readonly kind: 'not-active'; readonly member: Member }
  | { readonly kind: 'above'; readonly member: Member }
  | { readonly kind: 'last-manager'; readonly member: Member }
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
  // Roles are hierarchical: nobody ends somebody above them, whatever was granted.
  if (ROLES.indexOf(member.role) > ROLES.indexOf(by.role)) return { kind: 'above', member };
  const heldUp = await isHeldUp(stores, account, member);
  if (heldUp !== undefined) return heldUp;
  const decommission = await stores.decommissions.open(member.id);
  const isItsTurn = decommission === undefined || decommission.state === 'delete';
  return isItsTurn ? undefined : { kind: 'decommissioning', member };
}

/** The same for a day that has come. Who chose it was asked then; only whether it can still be is asked now. */
export async function refusedOnItsDay(
  stores: Pick<Stores, 'members' | 'accounts' | 'seats'>,
  { memberId, plan }: Pick<Departure, 'memberId' | 'plan'>,
): Promise<DepartureRefused | undefined> {
  const member = await stores.members.get(memberId);
  if (member === undefined || plan.kind === 'remove') return undefined;
  if (member.standing !== 'active') return { kind: 'not-active', member };
  const account = await stores.accounts.get();
  return await isHeldUp(stores, account, member);
}

async function isHeldUp(
  stores: Pick<Stores, 'members' | 'seats'>,
  account: Account,
  member: Member,
): Promise<DepartureRefused | undefined> {
  const seat = await stores.seats.ofMember(member.id);
  if (seat?.state === 'conversion-requested') return { kind: 'conversion-open', member };
  return (await isLastManager(stores, account, member)) ? { kind: 'last-manager', member } : undefined;
}

/** Without one who may manage users nobody could ever be invited, deactivated or reactivated again. */
async function isLastManager({ members }: Pick<Stores, 'members'>, account: Account, member: Member): Promise<boolean> {
  const managers = (await members.list()).filter(
    (one) =>
      one.standing === 'active' &&
      authorise(POLICY.deactivate, { kind: 'member', member: one }, account, 'other').kind === 'allowed',
  );
  return managers.length === 1 && managers[0]?.id === member.id;
}

export function departureRefusedView(refused: DepartureRefused): View {
  const { member } = refused;
  return {
    title: `${member.fullName} was not deactivated`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentenceOf(refused), ' Nothing was changed.'] }],
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

function sentenceOf(refused: DepartureRefused): string {
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
