import type { Account, Tier } from '../accounts/account.ts';
import { unreachable } from '../result.ts';
import type { Actor } from './actor.ts';
import { ROLES, type Grant, type Member, type Role } from './member.ts';

/**
 * `granted`: only if the Enterprise Admin has extended user management to this role. `own`: only on what is one's own.
 */
export type Rule = 'yes' | 'granted' | 'own' | 'no';

/** One row of the permission matrix. Roles are hierarchical, so a column is never weaker than the one before it. */
export type PolicyRow = {
  readonly standard: Rule;
  readonly admin: Rule;
  readonly enterpriseStandard: Rule;
  readonly enterpriseAdminRole: Rule;
  readonly enterpriseAdmin: Rule;
  /** What a grant adds, whatever the role. */
  readonly grants: Readonly<Partial<Record<Grant, Rule>>>;
  readonly operator: boolean;
};

export type Relation = 'own' | 'other';

export type Authority =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'denied';
      readonly because: 'role' | 'not-own' | 'not-operator' | 'standing';
      readonly whoCan: string;
    };

export function authorise(row: PolicyRow, actor: Actor, account: Account, relation: Relation): Authority {
  switch (actor.kind) {
    case 'system':
      return { kind: 'allowed' };
    case 'operator':
      return row.operator
        ? { kind: 'allowed' }
        : { kind: 'denied', because: 'role', whoCan: whoCan(row, account.tier) };
    case 'member':
      return authoriseMember(row, actor.member, account, relation);
    default:
      return unreachable(actor);
  }
}

function authoriseMember(row: PolicyRow, member: Member, account: Account, relation: Relation): Authority {
  const who = whoCan(row, account.tier);
  if (member.standing !== 'active' && member.standing !== 'invited')
    return { kind: 'denied', because: 'standing', whoCan: who };
  const rules = [...roleRules(row, member.role, account.tier), ...member.grants.map((grant) => row.grants[grant] ?? 'no')];
  if (rules.includes('yes')) return { kind: 'allowed' };
  if (rules.includes('granted') && isExtendedTo(member.role, account)) return { kind: 'allowed' };
  if (rules.includes('own'))
    return relation === 'own' ? { kind: 'allowed' } : { kind: 'denied', because: 'not-own', whoCan: who };
  return { kind: 'denied', because: 'role', whoCan: who };
}

/** Roles are hierarchical: a role has its own rule and those of the roles below it. */
function roleRules(row: PolicyRow, role: Role, tier: Tier): readonly Rule[] {
  return ROLES.slice(0, ROLES.indexOf(role) + 1).map((each) => roleRule(row, each, tier));
}

function roleRule(row: PolicyRow, role: Role, tier: Tier): Rule {
  if (tier !== 'enterprise') return role === 'standard' ? row.standard : row.admin;
  switch (role) {
    case 'standard':
      return row.enterpriseStandard;
    case 'admin':
      return row.enterpriseAdminRole;
    case 'enterprise-admin':
      return row.enterpriseAdmin;
    default:
      return unreachable(role);
  }
}

/** Extending to a role extends to every role above it. */
function isExtendedTo(role: Role, account: Account): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(account.userManagers);
}

/** Who could do it, in words for a refusal. */
export function whoCan(row: PolicyRow, tier: Tier): string {
  const names: string[] = [];
  if (tier === 'enterprise') {
    if (row.enterpriseStandard === 'yes') return 'everyone in the account';
    if (row.enterpriseAdminRole === 'yes') names.push('an Admin');
    else if (row.enterpriseAdmin === 'yes') names.push('an Enterprise Admin');
  } else {
    if (row.standard === 'yes') return 'everyone in the account';
    if (row.admin === 'yes') names.push('an Admin');
  }
  if (row.grants.approver === 'yes') names.push('an approver');
  if (row.grants.support === 'yes') names.push('support');
  if (names.length === 0 && row.operator) names.push('the operator, on the console');
  return names.join(' or ');
}
