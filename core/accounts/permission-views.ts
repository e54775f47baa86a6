import { whoCan } from '../people/authority.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import type { Action, Block, View } from '../views/view.ts';
import type { Account } from './account.ts';
import { mayMembers } from './member-settings.ts';
import { MAIL_SHARING_TEXTS, USER_MANAGERS_TEXTS } from './permission-texts.ts';

/** What people do here, each told by one command that stands for it. */
const VERBS: readonly (readonly [string, CommandName])[] = [
  ['Invite people and set their privacy level', 'invite'],
  ['Change one’s own privacy level', 'privacy confirm'],
  ['See prices and buy seats', 'buy'],
  ['See and run the reading of another’s mailbox', 'sync'],
  ['Ask who knows a person', 'who'],
  ['Connect mail systems, domains and channels', 'setup'],
  ['Put people into teams', 'team'],
  ['Give roles and grants', 'role'],
  ['Change these permissions', 'permissions set'],
];

/** The permission matrix of this account in plain words, with what can be changed about it, and by whom. */
export function permissionsView(account: Account, mayChange: boolean): View {
  return {
    title: `Who may do what in ${account.name}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['What', 'Who may'],
        rows: VERBS.map(([what, name]) => [what, ownRule(name, account) ?? whoCan(POLICY[name], account)]),
        total: VERBS.length,
      },
      ...settings(account),
    ],
    actions: [...(mayChange ? changes(account) : []), WHAT_MEMBERS_CHANGE],
  };
}

function ownRule(name: CommandName, account: Account): string | undefined {
  if (name !== 'privacy confirm') return undefined;
  return mayMembers(account, 'privacy')
    ? 'everyone in the account'
    : 'an Admin or an Enterprise Admin; others see theirs';
}

function settings({ tier, userManagers, mailSharing }: Account): readonly Block[] {
  if (tier !== 'enterprise')
    return [
      {
        kind: 'note',
        text: [
          `On the ${tier} tier users are managed by Admins, and mail is shared within each person’s own level. Extending user management and sharing with teams only are part of the Enterprise tier.`,
        ],
      },
    ];
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Users are managed by', value: [USER_MANAGERS_TEXTS[userManagers]] },
        { label: 'Synced e-mails and meetings are shared with', value: [MAIL_SHARING_TEXTS[mailSharing]] },
      ],
    },
  ];
}

function changes({ tier, userManagers, mailSharing }: Account): readonly Action[] {
  if (tier !== 'enterprise') return [];
  const managers = {
    'enterprise-admin': { label: 'Let Admins manage users', to: 'admin' },
    admin: { label: 'Let Enterprise Admins only manage users', to: 'enterprise-admin' },
    standard: { label: 'Let Enterprise Admins only manage users', to: 'enterprise-admin' },
  } as const;
  const sharing = {
    everyone: { label: 'Share with teams only', to: 'teams-only' },
    'teams-only': { label: 'Share with everyone', to: 'everyone' },
  } as const;
  return [
    set('Change permissions', 'primary', {}),
    set(managers[userManagers].label, 'plain', { managers: managers[userManagers].to }),
    set(sharing[mailSharing].label, 'plain', { sharing: sharing[mailSharing].to }),
  ];
}

function set(label: string, weight: 'primary' | 'plain', args: Readonly<Record<string, string>>): Action {
  return { kind: 'run', label, weight, does: { command: 'permissions set', args } };
}

const WHAT_MEMBERS_CHANGE: Action = {
  kind: 'run',
  label: 'What members may change',
  weight: 'plain',
  does: { command: 'settings', args: {} },
};
