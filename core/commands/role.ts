import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { withGrant, withoutGrant, withRole, type RightsRefused } from '../people/change-rights.ts';
import { ROLES, type Grant, type Member, type Role } from '../people/member.ts';
import { changeRights, rightsChangedView, type RightsChange, type RightsDeps } from '../people/rights-changed.ts';
import { rightsRefusedSentence, rightsRefusedView } from '../people/rights-refused.ts';
import { ROLE_NAMES } from '../people/role-texts.ts';
import type { Result } from '../result.ts';
import type { Form } from '../views/view.ts';
import { absentWhenEmpty, choiceArgument } from './arguments.ts';
import type { Call } from './call.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { memberInput } from './member-input.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const ROLE_WORDS: Readonly<Record<string, Role>> = {
  user: 'standard',
  administrator: 'admin',
  'enterprise admin': 'enterprise-admin',
};

const ROLE = signature({
  name: 'role',
  group: 'account',
  summary: 'Give somebody another role; only somebody of at least that role can',
  example: '/seat role ada@company.example admin',
  reach: 'typed',
  typed: ['member', 'role'],
  args: z.object({
    member: memberArgument,
    role: absentWhenEmpty(choiceArgument(ROLES, ROLE_WORDS, `Choose ${ROLES.join(', ')}.`)),
  }),
});

/** Approvers stand in the approval policy, with their own command; here is what is given apart from it. */
const GRANTABLE = ['support'] as const satisfies readonly Grant[];
const grantArgument = absentWhenEmpty(
  choiceArgument(GRANTABLE, {}, 'Choose support. Who approves purchases is set with approvers.'),
);

const GRANT = signature({
  name: 'grant',
  group: 'account',
  summary: 'Let somebody handle requests to support, whatever their role',
  example: '/seat grant ada@company.example support',
  reach: 'typed',
  typed: ['member', 'grant'],
  args: z.object({ member: memberArgument, grant: grantArgument }),
});

const REVOKE = signature({
  name: 'revoke',
  group: 'account',
  summary: 'Take back what was granted to somebody',
  example: '/seat revoke ada@company.example support',
  reach: 'typed',
  typed: ['member', 'grant'],
  args: z.object({ member: memberArgument, grant: grantArgument }),
});

export function createRole(deps: RightsDeps): readonly Command[] {
  return [
    command({ signature: ROLE, run: (args, context) => runRole(deps, args, context) }),
    command({
      signature: GRANT,
      run: (args, context) => runGrant(deps, { ...args, kind: 'member.granted', name: 'grant' }, context),
    }),
    command({
      signature: REVOKE,
      run: (args, context) => runGrant(deps, { ...args, kind: 'member.revoked', name: 'revoke' }, context),
    }),
  ];
}

async function runRole(
  deps: RightsDeps,
  { member: typed, role }: z.output<typeof ROLE.args>,
  context: CommandContext,
): Promise<Reply> {
  if (typed === undefined || role === undefined) return { kind: 'form', form: roleForm(typed, role, context) };
  const { stores, account } = context;
  const found = await namedMember(context, typed, { command: 'role', args: { role } });
  if (!found.ok) return found.error;
  const asked = { account, actor: actingMember(context), member: found.value };
  const next = withRole(asked, role, await stores.members.list());
  return await settle(deps, context, { kind: 'member.role-changed', before: found.value, next, field: 'role' });
}

type Granting = {
  readonly kind: 'member.granted' | 'member.revoked';
  readonly name: 'grant' | 'revoke';
  readonly member?: string | undefined;
  readonly grant?: (typeof GRANTABLE)[number] | undefined;
};

async function runGrant(deps: RightsDeps, { kind, name, member: typed, grant }: Granting, context: CommandContext) {
  if (typed === undefined || grant === undefined) return grantForm({ command: name, args: {} }, typed);
  const found = await namedMember(context, typed, { command: name, args: { grant } });
  if (!found.ok) return found.error;
  const asked = { account: context.account, actor: actingMember(context), member: found.value };
  const next = kind === 'member.granted' ? withGrant(asked, grant) : withoutGrant(asked, grant);
  return await settle(deps, context, { kind, before: found.value, next, field: 'grant' });
}

type Settling = {
  readonly kind: RightsChange['kind'];
  readonly before: Member;
  readonly next: Result<Member, RightsRefused>;
  readonly field: 'role' | 'grant';
};

async function settle(
  deps: RightsDeps,
  context: CommandContext,
  { kind, before, next, field }: Settling,
): Promise<Reply> {
  if (!next.ok)
    return context.isForm
      ? { kind: 'fields', errors: { [field]: rightsRefusedSentence(next.error) } }
      : privately(rightsRefusedView(next.error));
  const { stores, account } = context;
  const by = actingMember(context);
  await changeRights(deps, stores, { account, kind, before, after: next.value, by, actor: auditActor(context) });
  return privately(rightsChangedView({ before, after: next.value }));
}

function roleForm(typed: string | undefined, role: Role | undefined, { account }: CommandContext): Form {
  const roles = account.tier === 'enterprise' ? ROLES : ROLES.filter((one) => one !== 'enterprise-admin');
  return {
    title: 'Give a role',
    blocks: [],
    inputs: [
      memberInput(typed),
      {
        kind: 'choice',
        name: 'role',
        label: 'Role',
        required: true,
        ...(role === undefined ? {} : { initial: role }),
        options: roles.map((value) => ({ value, label: ROLE_NAMES[value] })),
      },
    ],
    submit: { label: 'Give the role', does: { command: 'role', args: {} } },
  };
}

function grantForm(does: Call, typed: string | undefined): Reply {
  const isGrant = does.command === 'grant';
  return {
    kind: 'form',
    form: {
      title: isGrant ? 'Grant a right' : 'Take back a right',
      blocks: [],
      inputs: [
        memberInput(typed),
        {
          kind: 'choice',
          name: 'grant',
          label: 'Right',
          required: true,
          initial: 'support',
          options: [{ value: 'support', label: 'Support: handles removals and other requests to support' }],
        },
      ],
      submit: { label: isGrant ? 'Grant' : 'Take back', does },
    },
  };
}
