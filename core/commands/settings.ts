import { z } from 'zod';
import { MEMBER_SETTINGS, type Account } from '../accounts/account.ts';
import { changeMemberSetting } from '../accounts/change-member-setting.ts';
import type { PermissionsDeps } from '../accounts/change-permissions.ts';
import { askSettingView, settingsView, type Asked } from '../accounts/member-settings-views.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import type { View } from '../views/view.ts';
import { choiceArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOW = signature({
  name: 'settings',
  group: 'account',
  summary: 'What members may change about themselves',
  example: '/seat settings',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

const WHO = ['members', 'admins'] as const;

const SET = signature({
  name: 'settings set',
  group: 'account',
  summary: 'Keep a setting of members to Admins, or let members change theirs again',
  example: '/seat settings set privacy admins',
  reach: 'typed',
  typed: ['setting', 'by'],
  args: z.object({
    setting: choiceArgument(
      MEMBER_SETTINGS,
      { mailbox: 'mailboxes', keys: 'api-keys', apikey: 'api-keys', apikeys: 'api-keys' },
      `Choose ${MEMBER_SETTINGS.join(', ')}.`,
    ),
    by: choiceArgument(WHO, { everyone: 'members', users: 'members', admin: 'admins' }, 'Choose members or admins.'),
  }),
});

const CONFIRM = signature({
  name: 'settings confirm',
  group: 'account',
  summary: 'Change what members may change, whose consequences were shown',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ setting: z.enum(MEMBER_SETTINGS), by: z.enum(WHO), version: z.int() }),
});

export function createSettings(deps: PermissionsDeps): readonly Command[] {
  return [
    command({ signature: SHOW, run: async (_, context) => privately(shown(context)) }),
    command({ signature: SET, run: async (args, context) => ask(args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

function shown({ account, actor }: CommandContext): View {
  return settingsView(account, authorise(POLICY['settings set'], actor, account, 'other').kind === 'allowed');
}

type Wanted = Pick<z.output<typeof SET.args>, 'setting' | 'by'>;

function ask(wanted: Wanted, context: CommandContext): Reply {
  const asked = askedFor(wanted, context.account);
  if (isSo(asked)) return privately({ ...shown(context), title: 'It is like this already' });
  return privately(askSettingView(asked));
}

function askedFor({ setting, by }: Wanted, account: Account): Asked {
  return { account, setting, isOpen: by === 'members' };
}

function isSo({ account, setting, isOpen }: Asked): boolean {
  return account.lockedSettings.includes(setting) !== isOpen;
}

/** What was shown stands only for the account as it was then. */
async function confirm(
  deps: PermissionsDeps,
  { version, ...wanted }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const asked = askedFor(wanted, context.account);
  if (context.account.version !== version || isSo(asked)) return ask(wanted, context);
  return privately(await changeMemberSetting(deps, context.stores, { ...asked, by: actingMember(context) }));
}
