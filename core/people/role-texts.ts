import type { Grant, Member, Role } from './member.ts';

export const ROLE_NAMES = {
  standard: 'Standard',
  admin: 'Admin',
  'enterprise-admin': 'Enterprise Admin',
} as const satisfies Record<Role, string>;

export const GRANT_NAMES = { approver: 'approver', support: 'support' } as const satisfies Record<Grant, string>;

/** What somebody is, in words: `Standard, approver`. */
export function rightsText({ role, grants }: Pick<Member, 'role' | 'grants'>): string {
  return [ROLE_NAMES[role], ...grants.map((grant) => GRANT_NAMES[grant])].join(', ');
}
