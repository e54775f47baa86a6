import { z } from 'zod';
import { MAIL_SHARING, USER_MANAGERS, type Account } from '../accounts/account.ts';
import { changePermissions, consequences, type PermissionsDeps } from '../accounts/change-permissions.ts';
import { MAIL_SHARING_TEXTS, USER_MANAGERS_TEXTS } from '../accounts/permission-texts.ts';
import { permissionsView } from '../accounts/permission-views.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty, choiceArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOW = signature({
  name: 'permissions',
  group: 'account',
  summary: 'Who may do what in this account',
  example: '/seat permissions',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

const wanted = {
  managers: absentWhenEmpty(
    choiceArgument(
      USER_MANAGERS,
      { 'enterprise admin': 'enterprise-admin', admins: 'admin', everyone: 'standard', users: 'standard' },
      `Choose ${USER_MANAGERS.join(', ')}: the lowest role that manages users.`,
    ),
  ),
  sharing: absentWhenEmpty(
    choiceArgument(MAIL_SHARING, { teams: 'teams-only', all: 'everyone' }, `Choose ${MAIL_SHARING.join(' or ')}.`),
  ),
};

const SET = signature({
  name: 'permissions set',
  group: 'account',
  summary: 'Extend user management to Admins or everybody, or share mail within teams only',
  example: '/seat permissions set managers:admin sharing:teams-only',
  reach: 'typed',
  typed: [],
  args: z.object(wanted),
});

const CONFIRM = signature({
  name: 'permissions confirm',
  group: 'account',
  summary: 'Make a change of permissions whose consequences were shown',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ managers: z.enum(USER_MANAGERS), sharing: z.enum(MAIL_SHARING), version: z.int() }),
});

export function createPermissions(deps: PermissionsDeps): readonly Command[] {
  return [
    command({ signature: SHOW, run: async (_, context) => privately(shown(context)) }),
    command({ signature: SET, run: (args, context) => set(args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

function shown({ account, actor }: CommandContext): View {
  const may = authorise(POLICY['permissions set'], actor, account, 'other');
  return permissionsView(account, may.kind === 'allowed');
}

async function set({ managers, sharing }: z.output<typeof SET.args>, context: CommandContext): Promise<Reply> {
  const { account, stores } = context;
  if (managers === undefined && sharing === undefined) return form(account);
  const next = { userManagers: managers ?? account.userManagers, mailSharing: sharing ?? account.mailSharing };
  const sentences = consequences(account, next, await stores.members.list());
  if (sentences.length === 0) return privately({ ...shown(context), title: 'It is like this already' });
  return privately({
    title: 'Change permissions of the account?',
    tone: 'attention',
    blocks: [
      { kind: 'list', items: sentences.map((sentence) => [sentence]), total: sentences.length },
      {
        kind: 'note',
        text: ['Nothing is changed yet. It counts at everybody’s next click and is told to Enterprise Admins.'],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Change permissions',
        weight: 'primary',
        does: {
          command: 'permissions confirm',
          args: { managers: next.userManagers, sharing: next.mailSharing, version: account.version },
        },
      },
      { kind: 'run', label: 'Leave as it is', weight: 'plain', does: { command: 'permissions', args: {} } },
    ],
  });
}

/** What was shown stands only for the account as it was then. */
async function confirm(
  deps: PermissionsDeps,
  { managers, sharing, version }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { account, stores } = context;
  if (account.version !== version) return await set({ managers, sharing }, context);
  const change = { account, wanted: { userManagers: managers, mailSharing: sharing }, by: actingMember(context) };
  return privately(await changePermissions(deps, stores, change));
}

function form({ userManagers, mailSharing }: Account): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Change permissions',
      blocks: [{ kind: 'text', text: ['You see what it means before anything is changed.'] }],
      inputs: [
        {
          kind: 'choice',
          name: 'managers',
          label: 'Users are managed by',
          required: true,
          initial: userManagers,
          options: USER_MANAGERS.map((value) => ({ value, label: USER_MANAGERS_TEXTS[value] })),
        },
        {
          kind: 'choice',
          name: 'sharing',
          label: 'Synced e-mails and meetings',
          required: true,
          initial: mailSharing,
          options: MAIL_SHARING.map((value) => ({
            value,
            label: SHARING[value],
            description: MAIL_SHARING_TEXTS[value],
          })),
        },
      ],
      submit: { label: 'Show what it means', does: { command: 'permissions set', args: {} } },
    },
  };
}

const SHARING = { everyone: 'Everyone', 'teams-only': 'Teams only' } as const;
