import { z } from 'zod';
import { decisionRefusedView } from '../approvals/decision-views.ts';
import type { Changes } from '../approvals/changed-subject.ts';
import { changeField, changeSentence, editedView, editForm, notChangedView } from '../approvals/edit-views.ts';
import { editRequest, mayEdit, type EditRefused } from '../approvals/edit-request.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { teamsOf } from '../approvals/open-request.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { deciderOf } from '../approvals/request-cards.ts';
import { unreachable } from '../result.ts';
import { absentWhenEmpty, addressesArgument, countArgument, seatTypeArgument, teamArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { quoteRefusedView } from './quote.ts';
import { findRequest, noSuchRequestView, requestArgument } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const EDIT = signature({
  name: 'edit',
  group: 'money',
  summary: 'Change what a request that waits for you asks for; whoever asked agrees first',
  example: '/seat edit 12 3',
  reach: 'typed',
  typed: ['request', 'count'],
  args: z.object({
    request: requestArgument,
    count: absentWhenEmpty(countArgument),
    seatType: absentWhenEmpty(seatTypeArgument),
    team: absentWhenEmpty(teamArgument),
    without: absentWhenEmpty(addressesArgument),
    reason: absentWhenEmpty(
      z.string().trim().min(3, 'Give a reason that the requester can use.').max(500, 'At most 500 characters.'),
    ),
    version: z.int().optional(),
  }),
  carried: ['version'],
});

export function createEdit(deps: OpenRequestDeps): Command {
  return command({ signature: EDIT, run: (args, context) => runEdit(deps, args, context) });
}

async function runEdit(
  deps: OpenRequestDeps,
  { request: named, version: shown, without = [], count, seatType, team, reason }: z.output<typeof EDIT.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const member = actingMember(context);
  const version = shown ?? request.version;
  const changes = { count, seatType, team, without, reason };
  if (isNothing(changes)) {
    const refused = await mayEdit(context.stores, { request, member, version }, context.now);
    if (refused !== undefined) return await refuse(context, request, { kind: 'decision', refused });
    return await openForm(context, request, version);
  }
  const edited = await editRequest(deps, context.stores, { request, member, version, changes });
  return edited.ok ? privately(editedView(edited.value)) : await refuse(context, request, edited.error);
}

function isNothing({ count, seatType, team, without }: Changes): boolean {
  return count === undefined && seatType === undefined && team === undefined && without.length === 0;
}

async function openForm({ stores }: CommandContext, request: ApprovalRequest, version: number): Promise<Reply> {
  const all = await stores.teams.list();
  const [current] = await teamsOf(stores, request.subject);
  const teams = all.length === 0 ? undefined : { all, current };
  return { kind: 'form', form: editForm({ request, version, teams }) };
}

async function refuse(
  { stores, isForm }: CommandContext,
  request: ApprovalRequest,
  refused: EditRefused,
): Promise<Reply> {
  switch (refused.kind) {
    case 'decision':
      return privately(decisionRefusedView(refused.refused, request, await deciderOf(stores, request)));
    case 'quote':
      return privately(quoteRefusedView(refused.refused));
    case 'policy':
      return privately(openRefusedView(refused.refused));
    case 'change':
      return isForm
        ? { kind: 'fields', errors: { [changeField(refused.refused)]: changeSentence(refused.refused) } }
        : privately(notChangedView(request, refused.refused));
    default:
      return unreachable(refused);
  }
}
