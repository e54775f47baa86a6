import type { Account } from '../accounts/account.ts';
import type { Tier } from '../accounts/account.ts';
import { err, ok, type Result } from '../result.ts';
import { hasLeft, ROLES, type Grant, type Member, type Role } from './member.ts';

export type RightsRefused =
  | { readonly kind: 'left'; readonly member: Member }
  | { readonly kind: 'has-it'; readonly member: Member }
  | { readonly kind: 'has-it-not'; readonly member: Member }
  | { readonly kind: 'needs-enterprise'; readonly tier: Tier }
  | { readonly kind: 'above-you'; readonly member: Member }
  | { readonly kind: 'yourself' }
  | { readonly kind: 'last-administrator'; readonly member: Member };

type Asked = { readonly account: Account; readonly actor: Member; readonly member: Member };

/**
 * The member with another role. Nobody rises by their own hand or touches somebody above themself, and the account keeps
 * one administrator who may undo it.
 */
export function withRole(
  { account, actor, member }: Asked,
  role: Role,
  members: readonly Member[],
): Result<Member, RightsRefused> {
  const { tier } = account;
  if (hasLeft(member)) return err({ kind: 'left', member });
  if (role === 'enterprise-admin' && tier !== 'enterprise') return err({ kind: 'needs-enterprise', tier });
  if (role === member.role) return err({ kind: 'has-it', member });
  const reach = rank(actor.role, tier);
  if (actor.id === member.id && rank(role, tier) > reach) return err({ kind: 'yourself' });
  if (rank(member.role, tier) > reach || rank(role, tier) > reach) return err({ kind: 'above-you', member });
  const falls = isAdministrator(member, tier) && !isAdministrator({ ...member, role }, tier);
  const others = members.filter(({ id }) => id !== member.id).filter((one) => isAdministrator(one, tier));
  if (falls && others.length === 0) return err({ kind: 'last-administrator', member });
  return ok({ ...member, role, version: member.version + 1 });
}

/** Without an actor it is the operator of the installation. */
type Granting = { readonly actor: Member | undefined; readonly member: Member };

export function withGrant({ actor, member }: Granting, grant: Grant): Result<Member, RightsRefused> {
  if (hasLeft(member)) return err({ kind: 'left', member });
  if (actor?.id === member.id) return err({ kind: 'yourself' });
  if (member.grants.includes(grant)) return err({ kind: 'has-it', member });
  return ok({ ...member, grants: [...member.grants, grant], version: member.version + 1 });
}

export function withoutGrant({ member }: Pick<Granting, 'member'>, grant: Grant): Result<Member, RightsRefused> {
  if (!member.grants.includes(grant)) return err({ kind: 'has-it-not', member });
  return ok({ ...member, grants: member.grants.filter((one) => one !== grant), version: member.version + 1 });
}

/** Below Enterprise there are two roles: whoever kept a third from before is an Admin. */
function rank(role: Role, tier: Tier): number {
  return tier === 'enterprise' ? ROLES.indexOf(role) : Math.min(ROLES.indexOf(role), ROLES.indexOf('admin'));
}

/** Whoever may give roles: an Enterprise Admin on Enterprise, an Admin elsewhere. */
function isAdministrator({ role, standing }: Member, tier: Tier): boolean {
  return standing === 'active' && rank(role, tier) >= rank('enterprise-admin', tier);
}
