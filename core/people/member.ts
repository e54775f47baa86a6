import type { Id } from '../ids.ts';

export const ROLES = ['standard', 'admin', 'enterprise-admin'] as const;
/** Hierarchical: what a role may do, every role after it in this list may do too. */
export type Role = (typeof ROLES)[number];

export const GRANTS = ['approver', 'support'] as const;
export type Grant = (typeof GRANTS)[number];

export const STANDINGS = ['invited', 'active', 'deactivated', 'removed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** A person in the account. `address` is the primary SMTP address, normalised; it identifies the member for people. */
export type Member = {
  readonly id: Id<'member'>;
  readonly accountId: Id<'account'>;
  readonly fullName: string;
  readonly address: string;
  readonly role: Role;
  readonly grants: readonly Grant[];
  readonly standing: Standing;
  readonly version: number;
};

export function hasLeft({ standing }: Pick<Member, 'standing'>): boolean {
  return standing === 'deactivated' || standing === 'removed';
}
