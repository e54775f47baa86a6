import type { MailSharing, UserManagers } from './account.ts';

/** Who manages users on the Enterprise tier. */
export const USER_MANAGERS_TEXTS = {
  'enterprise-admin': 'Enterprise Admins only',
  admin: 'Enterprise Admins and Admins',
  standard: 'everyone in the account',
} as const satisfies Record<UserManagers, string>;

export const MAIL_SHARING_TEXTS = {
  everyone: 'everyone in the account, within each person’s own level',
  'teams-only': 'the person’s own team only; their level is set by whoever manages users',
} as const satisfies Record<MailSharing, string>;
