import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { capable } from '../people/capable.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import type { Account } from './account.ts';
import { USER_MANAGERS_TEXTS } from './permission-texts.ts';
import { permissionsView } from './permission-views.ts';
import { tellAdministrators } from './tell-administrators.ts';

export type PermissionsDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type Permissions = Pick<Account, 'userManagers' | 'mailSharing'>;

/** What a change means, one sentence each; they are shown before it is made and kept in the audit log. */
export function consequences(account: Account, wanted: Permissions, members: readonly Member[]): readonly string[] {
  return [
    ...(wanted.userManagers === account.userManagers ? [] : [managersSentence(account, wanted, members)]),
    ...(wanted.mailSharing === account.mailSharing ? [] : [SHARING_SENTENCES[wanted.mailSharing]]),
  ];
}

function managersSentence(account: Account, wanted: Permissions, members: readonly Member[]): string {
  const now = capable(POLICY.invite, account, members).length;
  const then = capable(POLICY.invite, { ...account, ...wanted }, members).length;
  return `Users are managed by ${USER_MANAGERS_TEXTS[wanted.userManagers]}: ${countOf(then, 'person', 'people')} instead of ${now} may invite, deactivate and reactivate people and set their privacy level.`;
}

const SHARING_SENTENCES = {
  everyone:
    'Subjects of synced e-mails and meetings are shown to everyone in the account, within each person’s own level, and everybody may change their own level.',
  'teams-only':
    'Subjects of synced e-mails and meetings are shown within a person’s own team only, to nobody where a person is in no team, and people see their privacy level but cannot change it. With whom there was contact, and when, stays visible to everyone.',
} as const satisfies Record<Account['mailSharing'], string>;

/** The account as it was read under this transaction; a version that moved on starts the transaction over. */
export async function changePermissions(
  deps: PermissionsDeps,
  stores: Stores,
  { account, wanted, by }: { readonly account: Account; readonly wanted: Permissions; readonly by: Member },
): Promise<View> {
  const sentences = consequences(account, wanted, await stores.members.list());
  const next = { ...account, ...wanted, version: account.version + 1 };
  await stores.accounts.replace(account, next);
  await deps.audit(stores, account.id, {
    kind: 'account.permissions-changed',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'account', id: account.id },
    facts: {
      userManagers: `${account.userManagers} → ${next.userManagers}`,
      mailSharing: `${account.mailSharing} → ${next.mailSharing}`,
      sentence: sentences.join(' '),
    },
    personal: [],
  });
  await tellAdministrators(deps, stores, {
    row: POLICY['permissions set'],
    key: `permissions:${next.version}`,
    subject: `permissions:${next.version}`,
    view: changedView(sentences, by),
    alsoInChannel: false,
    except: by.id,
  });
  return { ...permissionsView(next, true), title: 'Permissions were changed', tone: 'good' };
}

function changedView(sentences: readonly string[], by: Member): View {
  return {
    title: 'Permissions of the account were changed',
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [{ label: 'Changed by', value: [{ member: by.id, name: by.fullName }] }] },
      { kind: 'list', items: sentences.map((sentence) => [sentence]), total: sentences.length },
    ],
    actions: [
      { kind: 'run', label: 'Show who may do what', weight: 'primary', does: { command: 'permissions', args: {} } },
    ],
  };
}
