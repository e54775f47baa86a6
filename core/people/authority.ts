import type { Account, MemberSetting, Tier, UserManagers } from '../accounts/account.ts';
import { unreachable } from '../result.ts';
import type { Actor } from './actor.ts';
import { ROLES, type Grant, type Member, type Role } from './member.ts';

/** `granted`: only if the Enterprise Admin has extended user management to this role. `own`: only on what is one's own. */
export type Rule = 'yes' | 'granted' | 'granted-or-own' | 'own' | 'no';

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
  /** It changes something about oneself that can be kept from members with the Standard role. */
  readonly setting?: MemberSetting;
  /** It opens the CRM, which a Sync Only seat does not (seed S1): whoever has one is not offered it, and is refused. */
  readonly opensCrm?: true;
};

export type Relation = 'own' | 'other';

export type Authority =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'denied';
      /**
       * `tier`: nobody of this account may, on Enterprise somebody might. `locked`: an Admin keeps this setting to those who
       * manage the account; `reserved`: sharing within teams keeps privacy levels so.
       */
      readonly because: 'role' | 'tier' | 'not-own' | 'locked' | 'reserved' | 'standing';
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
  const isOpen = isAllowed(rules, member.role, account.userManagers);
  const because = isOpen ? undefined : whyNot(row, rules, account, relation);
  if (because !== undefined) return { kind: 'denied', because, whoCan: who };
  const lock = isBound(row, member) ? lockOf(row, account) : undefined;
  return lock === undefined ? { kind: 'allowed' } : { kind: 'denied', because: lock, whoCan: who };
}

/** Locks are for members with the Standard role; whoever may do it by a grant is no such member there. */
function isBound({ grants }: PolicyRow, member: Member): boolean {
  return member.role === 'standard' && !member.grants.some((grant) => grants[grant] === 'yes');
}

function lockOf({ setting }: PolicyRow, account: Account): 'locked' | 'reserved' | undefined {
  if (setting === undefined) return undefined;
  if (setting === 'privacy' && sharesWithinTeams(account)) return 'reserved';
  return account.lockedSettings.includes(setting) ? 'locked' : undefined;
}

/** For rules that are about one's own things at most; undefined when those suffice. */
function whyNot(
  row: PolicyRow,
  rules: readonly Rule[],
  account: Account,
  relation: Relation,
): Extract<Authority, { kind: 'denied' }>['because'] | undefined {
  if (rules.includes('own') || rules.includes('granted-or-own')) return relation === 'own' ? undefined : 'not-own';
  return needsEnterprise(row, account) ? 'tier' : 'role';
}

/** There only the Enterprise Admin sets privacy levels; users see theirs. */
export function sharesWithinTeams({ tier, mailSharing }: Account): boolean {
  return tier === 'enterprise' && mailSharing === 'teams-only';
}

function needsEnterprise(row: PolicyRow, { tier }: Account): boolean {
  const isClosed = [row.standard, row.admin, ...Object.values(row.grants)].every((rule) => rule === 'no');
  return tier !== 'enterprise' && isClosed && row.enterpriseAdmin !== 'no';
}

function isAllowed(rules: readonly Rule[], role: Role, userManagers: UserManagers): boolean {
  const isGranted = rules.includes('granted') || rules.includes('granted-or-own');
  return rules.includes('yes') || (isGranted && isExtendedTo(role, userManagers));
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
export function whoCan(row: PolicyRow, account: Account): string {
  const { tier, userManagers } = account;
  const roles = lockOf(row, account) === undefined ? ROLES : ROLES.filter((role) => role !== 'standard');
  const lowest = roles.find((role) => isAllowed(roleRules(row, role, tier), role, userManagers));
  if (lowest === 'standard')
    return row.opensCrm === true
      ? 'everyone in the account who may open the CRM, which a Sync Only seat does not'
      : 'everyone in the account';
  const names = [
    ...(lowest === undefined ? [] : [ROLE_WORDS[lowest]]),
    ...(row.grants.approver === 'yes' ? ['an approver'] : []),
    ...(row.grants.support === 'yes' ? ['support'] : []),
  ];
  if (names.length === 0 && row.operator) return 'the operator, on the console';
  if (names.length === 0 && tier !== 'enterprise' && row.enterpriseAdmin === 'yes')
    return 'an Enterprise Admin on the Enterprise tier';
  return names.length === 0 ? 'nobody' : names.join(' or ');
}

const ROLE_WORDS = { admin: 'an Admin', 'enterprise-admin': 'an Enterprise Admin' } as const satisfies Record<
  Exclude<Role, 'standard'>,
  string
>;
