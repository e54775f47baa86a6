import type { Id } from '../ids.ts';
import type { SeatDefaults } from './seat-defaults.ts';

export const TIERS = ['essential', 'scale', 'advanced', 'enterprise'] as const;
export type Tier = (typeof TIERS)[number];

/** Who may manage users on the Enterprise tier; an Enterprise Admin widens it, other tiers ignore it. */
export const USER_MANAGERS = ['enterprise-admin', 'admin', 'standard'] as const;
export type UserManagers = (typeof USER_MANAGERS)[number];

/** With whom the Enterprise tier shares synced e-mails and meetings; other tiers share with everyone. */
export const MAIL_SHARING = ['everyone', 'teams-only'] as const;
export type MailSharing = (typeof MAIL_SHARING)[number];

/** What members set about themselves, as long as no Admin keeps it to those who manage the account. */
export const MEMBER_SETTINGS = ['privacy', 'mailboxes', 'api-keys', 'sync'] as const;
export type MemberSetting = (typeof MEMBER_SETTINGS)[number];

/** The customer. Commercial terms are versioned apart from it, because a quote names the version it used. */
export type Account = {
  readonly id: Id<'account'>;
  readonly name: string;
  readonly tier: Tier;
  readonly userManagers: UserManagers;
  readonly mailSharing: MailSharing;
  readonly lockedSettings: readonly MemberSetting[];
  /** What a seat gets where whoever invites says nothing. */
  readonly seatDefaults: SeatDefaults;
  /** How long a removal waits after its day was set, in hours. */
  readonly coolOffHours: number;
  readonly version: number;
};
