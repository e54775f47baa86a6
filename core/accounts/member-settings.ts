import { sharesWithinTeams } from '../people/authority.ts';
import type { Account, MemberSetting } from './account.ts';

export type SettingTexts = {
  /** What it is, as one reads it in a table. */
  readonly what: string;
  /** What it means that members may change theirs, and that they may not. */
  readonly open: string;
  readonly locked: string;
};

/** Every setting of a member that can be kept from them, in words. Objecting to the reading of one's mailbox is none: it is a right. */
export const SETTING_TEXTS = {
  privacy: {
    what: 'Their privacy level',
    open: 'Members choose their own privacy level.',
    locked: 'Members see their privacy level and cannot change it; whoever manages users sets it.',
  },
  mailboxes: {
    what: 'Further mailboxes of theirs that are read',
    open: 'Members have further mailboxes of their own read.',
    locked:
      'Members cannot have further mailboxes read; whoever manages users asks, and a personal mailbox still needs its owner.',
  },
  'api-keys': {
    what: 'An API key of theirs',
    open: 'Members with CRM access make an API key of their own.',
    locked: 'Members cannot make an API key. Keys that were made stay valid, and their owners can still end them.',
  },
  sync: {
    what: 'Reading their mailbox at once',
    open: 'Members start a reading of their mailbox between the cycles.',
    locked: 'Members cannot start a reading between the cycles; it is read at every cycle as before.',
  },
} as const satisfies Record<MemberSetting, SettingTexts>;

/** Whether members with the Standard role may change theirs. */
export function mayMembers(account: Account, setting: MemberSetting): boolean {
  const isReserved = setting === 'privacy' && sharesWithinTeams(account);
  return !isReserved && !account.lockedSettings.includes(setting);
}
