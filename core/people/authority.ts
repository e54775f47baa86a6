import type { Account, Tier, UserManagers } from '../accounts/account.ts';
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
      readonly because: 'role' | 'not-own' | 'standing';
      readonly whoCan: string;
    };

export function authorise(row: PolicyRow, actor: Actor, account: Account, relation: Relation): Authority {
  switch (actor.kind) {
    case 'system':
      return { kind: 'allowed' };
    case 'operator':
      return row.operator ? { kind: 'allowed' } : { kind: 'denied', because: 'role', whoCan: whoCan(row, account) };
    case 'member':
      return authoriseMember(row, actor.member, account, relation);
    default:
      return unreachable(actor);
  }
}

function authoriseMember(row: PolicyRow, member: Member, account: Account, relation: Relation): Authority {
  const who = whoCan(row, account);
  if (member.standing !== 'active' && member.standing !== 'invited')
    return { kind: 'denied', because: 'standing', whoCan: who };
  const rules = [
    ...roleRules(row, member.role, account.tier),
    ...member.grants.map((grant) => row.grants[grant] ?? 'no'),
  ];
  if (isAllowed(rules, member.role, account.userManagers)) return { kind: 'allowed' };
  if (rules.includes('own'))
    return relation === 'own' ? { kind: 'allowed' } : { kind: 'denied', because: 'not-own', whoCan: who };
  return { kind: 'denied', because: 'role', whoCan: who };
}

function isAllowed(rules: readonly Rule[], role: Role, userManagers: UserManagers): boolean {
  return rules.includes('yes') || (rules.includes('granted') && isExtendedTo(role, userManagers));
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
function isExtendedTo(role: Role, userManagers: UserManagers): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(userManagers);
}

/** Who could do it, in words for a refusal. */
export function whoCan(row: PolicyRow, { tier, userManagers }: Account): string {
  const lowest = ROLES.find((role) => isAllowed(roleRules(row, role, tier), role, userManagers));
  if (lowest === 'standard') return 'everyone in the account';
  const names = [
    ...(lowest === undefined ? [] : [ROLE_WORDS[lowest]]),
    ...(row.grants.approver === 'yes' ? ['an approver'] : []),
    ...(row.grants.support === 'yes' ? ['support'] : []),
  ];
  if (names.length === 0 && row.operator) return 'the operator, on the console';
  return names.length === 0 ? 'nobody' : names.join(' or ');
}

const ROLE_WORDS = { admin: 'an Admin', 'enterprise-admin': 'an Enterprise Admin' } as const satisfies Record<
  Exclude<Role, 'standard'>,
  string
>;
