import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { withGrant, withoutGrant } from '../people/change-rights.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { changeRights, type RightsDeps } from '../people/rights-changed.ts';
import { rightsRefusedView } from '../people/rights-refused.ts';
import { absentWhenEmpty } from './arguments.ts';
import {
  approverAddedView,
  approverRemovedView,
  approversView,
  lastApproverForm,
  noApproverView,
  whichMemberForm,
  youApproveView,
} from './approvers-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const member = absentWhenEmpty(z.string().trim().max(254, 'A name or an address has at most 254 characters.'));

const LIST = signature({
  name: 'approvers',
  group: 'account',
  summary: 'Who approves purchases',
  example: '/seat approvers',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});
const ADD = signature({
  name: 'approvers add',
  group: 'account',
  summary: 'Let a member approve purchases',
  example: '/seat approvers add grace@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member }),
});
const REMOVE = signature({
  name: 'approvers remove',
  group: 'account',
  summary: 'Take the right to approve from a member',
  example: '/seat approvers remove grace@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member, agreed: z.unknown().optional() }),
  carried: ['agreed'],
});

export function createApprovers(deps: RightsDeps): readonly Command[] {
  return [
    command({
      signature: LIST,
      run: async (_, { stores, account }) => privately(approversView(await stores.members.list(), account)),
    }),
    command({ signature: ADD, run: ({ member: named }, context) => add(deps, named, context) }),
    command({ signature: REMOVE, run: (args, context) => remove(deps, args, context) }),
  ];
}

async function add(deps: RightsDeps, named: string | undefined, context: CommandContext): Promise<Reply> {
  if (named === undefined) return { kind: 'form', form: whichMemberForm('Add an approver', 'approvers add') };
  const found = await findMember(context.stores, context.from, named);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'approvers add'));
  const { value: before } = found;
  if (before.standing !== 'active') return privately(noApproverView(before, 'not-active'));
  const next = withGrant({ actor: memberOf(context), member: before }, 'approver');
  if (!next.ok)
    return privately(next.error.kind === 'has-it' ? noApproverView(before, 'already') : rightsRefusedView(next.error));
  const view = youApproveView(memberOf(context)?.fullName ?? 'The operator');
  await changeRights(deps, context.stores, {
    kind: 'member.granted',
    before,
    after: next.value,
    ...changedBy(context),
    view,
  });
  return privately(approverAddedView(next.value));
}

async function remove(
  deps: RightsDeps,
  { member: named, agreed }: z.output<typeof REMOVE.args>,
  context: CommandContext,
): Promise<Reply> {
  if (named === undefined) return { kind: 'form', form: whichMemberForm('Remove an approver', 'approvers remove') };
  const { stores } = context;
  const found = await findMember(stores, context.from, named);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'approvers remove'));
  const { value: before } = found;
  const next = withoutGrant({ member: before }, 'approver');
  if (!next.ok) return privately(noApproverView(before, 'never'));
  const left = (await stores.members.list()).filter(
    ({ id, grants, standing }) => id !== before.id && standing === 'active' && grants.includes('approver'),
  );
  // Without an approver every purchase falls to the administrators, so that is said before it happens.
  if (left.length === 0 && agreed !== true && agreed !== 'true')
    return { kind: 'form', form: lastApproverForm(before) };
  await changeRights(deps, stores, { kind: 'member.revoked', before, after: next.value, ...changedBy(context) });
  return privately(approverRemovedView(next.value, left.length));
}

function changedBy(context: CommandContext) {
  return { account: context.account, by: memberOf(context), actor: auditActor(context) };
}

/** Undefined for the operator of the installation. */
function memberOf({ actor }: CommandContext): Member | undefined {
  return actor.kind === 'member' ? actor.member : undefined;
}
