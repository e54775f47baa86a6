import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Grant, Member } from '../people/member.ts';
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

export type ApproversDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

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

export function createApprovers(deps: ApproversDeps): readonly Command[] {
  return [
    command({
      signature: LIST,
      run: async (_, { stores, account }) => privately(approversView(await stores.members.list(), account)),
    }),
    command({ signature: ADD, run: ({ member: named }, context) => add(deps, named, context) }),
    command({ signature: REMOVE, run: (args, context) => remove(deps, args, context) }),
  ];
}

async function add(deps: ApproversDeps, named: string | undefined, context: CommandContext): Promise<Reply> {
  if (named === undefined) return { kind: 'form', form: whichMemberForm('Add an approver', 'approvers add') };
  const { stores, account } = context;
  const found = await findMember(stores, context.from, named);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'approvers add'));
  if (found.value.standing !== 'active') return privately(noApproverView(found.value, 'not-active'));
  if (found.value.grants.includes('approver')) return privately(noApproverView(found.value, 'already'));
  const next = await regrant(deps, context, found.value, [...found.value.grants, 'approver']);
  const key = `approver:${next.id}:${next.version}`;
  await tell(deps, stores, account.id, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: next.id },
    view: youApproveView(context.actor.kind === 'member' ? context.actor.member.fullName : 'The operator'),
  });
  return privately(approverAddedView(next));
}

async function remove(
  deps: ApproversDeps,
  { member: named, agreed }: z.output<typeof REMOVE.args>,
  context: CommandContext,
): Promise<Reply> {
  if (named === undefined) return { kind: 'form', form: whichMemberForm('Remove an approver', 'approvers remove') };
  const { stores } = context;
  const found = await findMember(stores, context.from, named);
  if (!found.ok) return privately(memberNotFoundView(found.error, 'approvers remove'));
  const { value: removed } = found;
  if (!removed.grants.includes('approver')) return privately(noApproverView(removed, 'never'));
  const left = (await stores.members.list()).filter(
    ({ id, grants, standing }) => id !== removed.id && standing === 'active' && grants.includes('approver'),
  );
  // Without an approver every purchase falls to the administrators, so that is said before it happens.
  if (left.length === 0 && agreed !== true && agreed !== 'true')
    return { kind: 'form', form: lastApproverForm(removed) };
  const grants = removed.grants.filter((grant) => grant !== 'approver');
  return privately(approverRemovedView(await regrant(deps, context, removed, grants), left.length));
}

async function regrant(
  { audit }: ApproversDeps,
  context: CommandContext,
  before: Member,
  grants: readonly Grant[],
): Promise<Member> {
  const { stores, account, now } = context;
  const next = { ...before, grants, version: before.version + 1 };
  await stores.members.replace(before, next);
  await audit(stores, account.id, {
    kind: grants.includes('approver') ? 'grant.given' : 'grant.taken',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'member', id: before.id },
    facts: { grant: 'approver' },
    personal: [{ memberId: before.id, values: { name: before.fullName, address: before.address } }],
  });
  return next;
}
