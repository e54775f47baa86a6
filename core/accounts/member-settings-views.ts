import type { Member } from '../people/member.ts';
import type { Action, Inline, View } from '../views/view.ts';
import { MEMBER_SETTINGS, type Account, type MemberSetting } from './account.ts';
import { mayMembers, SETTING_TEXTS } from './member-settings.ts';

/** What members with the Standard role may change about themselves, and for whoever may say so the buttons. */
export function settingsView(account: Account, mayChange: boolean): View {
  return {
    title: `What members may change about themselves in ${account.name}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['What', 'May members change theirs?'],
        rows: MEMBER_SETTINGS.map((setting): readonly Inline[] => [
          SETTING_TEXTS[setting].what,
          mayMembers(account, setting) ? 'yes' : `no, ${lockedBy(account, setting)}`,
        ]),
        total: MEMBER_SETTINGS.length,
      },
      {
        kind: 'note',
        text: [
          'This is for members with the Standard role. Nobody can take from an owner the right to object to the reading of their mailbox.',
        ],
      },
    ],
    actions: mayChange ? MEMBER_SETTINGS.map((setting) => toggle(account, setting)) : [],
  };
}

function lockedBy({ lockedSettings }: Account, setting: MemberSetting): string {
  return lockedSettings.includes(setting) ? 'it is set by Admins' : 'because mail is shared within teams only';
}

function toggle({ lockedSettings }: Account, setting: MemberSetting): Action {
  const isLocked = lockedSettings.includes(setting);
  return {
    kind: 'run',
    label: `${isLocked ? 'Let members change' : 'Keep from members'}: ${LABELS[setting]}`,
    weight: 'plain',
    does: { command: 'settings set', args: { setting, by: isLocked ? 'members' : 'admins' } },
  };
}

const LABELS = {
  privacy: 'privacy level',
  mailboxes: 'mailboxes',
  'api-keys': 'API keys',
  sync: 'reading at once',
} as const satisfies Record<MemberSetting, string>;

export type Asked = { readonly account: Account; readonly setting: MemberSetting; readonly isOpen: boolean };

/** What it means, before anything is changed. */
export function askSettingView({ account, setting, isOpen }: Asked): View {
  const args = { setting, by: isOpen ? 'members' : 'admins', version: account.version };
  return {
    title: isOpen ? 'Let members change it themselves?' : 'Keep it from members?',
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [SETTING_TEXTS[setting][isOpen ? 'open' : 'locked']] },
      {
        kind: 'note',
        text: ['What was set stays as it is. It counts at everybody’s next click and is told to those who give roles.'],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: isOpen ? 'Let members change it' : 'Keep it from members',
        weight: 'primary',
        does: { command: 'settings confirm', args },
      },
      { kind: 'run', label: 'Leave as it is', weight: 'plain', does: { command: 'settings', args: {} } },
    ],
  };
}

export function settingChangedView(sentence: string, by: Member): View {
  return {
    title: 'What members may change about themselves was changed',
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [{ label: 'Changed by', value: [{ member: by.id, name: by.fullName }] }] },
      { kind: 'text', text: [sentence] },
    ],
    actions: [{ kind: 'run', label: 'Show all settings', weight: 'primary', does: { command: 'settings', args: {} } }],
  };
}
