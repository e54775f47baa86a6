import { z } from 'zod';
import { decisionRefusedView } from '../approvals/decision-views.ts';
import { editRequest, mayEdit, type Edited, type EditRefused } from '../approvals/edit-request.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import type { OpenRequestDeps } from '../approvals/open-request.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { deciderOf } from '../approvals/request-cards.ts';
import { subjectText } from '../approvals/request-card.ts';
import { unreachable } from '../result.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Form, View } from '../views/view.ts';
import { absentWhenEmpty, countArgument, seatTypeArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { quoteRefusedView } from './quote.ts';
import { findRequest, noSuchRequestView, requestArgument } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const EDIT = signature({
  name: 'edit',
  group: 'money',
  summary: 'Change how many seats a request that waits for you asks for; whoever asked agrees first',
  example: '/seat edit 12 3',
  reach: 'typed',
  typed: ['request', 'count'],
  args: z.object({
    request: requestArgument,
    count: absentWhenEmpty(countArgument),
    seatType: absentWhenEmpty(seatTypeArgument),
    version: z.int().optional(),
  }),
  carried: ['version'],
});

export function createEdit(deps: OpenRequestDeps): Command {
  return command({ signature: EDIT, run: (args, context) => runEdit(deps, args, context) });
}

async function runEdit(
  deps: OpenRequestDeps,
  { request: named, count, seatType, version: shown }: z.output<typeof EDIT.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const member = actingMember(context);
  const version = shown ?? request.version;
  if (count === undefined) {
    const refused = await mayEdit(context.stores, { request, member, version }, context.now);
    if (refused !== undefined) return await refuse(context, request, refused);
    return { kind: 'form', form: editForm(request, version) };
  }
  const editing = { request, member, version, count, seatType: seatType ?? request.subject.seatType };
  const edited = await editRequest(deps, context.stores, editing);
  return edited.ok ? privately(editedView(edited.value)) : await refuse(context, request, edited.error);
}

function editForm(request: ApprovalRequest, version: number): Form {
  const { subject } = request;
  return {
    title: `Change request ${request.number}`,
    blocks: [
      {
        kind: 'text',
        text: [
          `It asks for ${subjectText(request)}. A change is priced anew, voids every approval, and is agreed to by the requester before you approve it.`,
        ],
      },
    ],
    inputs: [
      {
        kind: 'text',
        name: 'count',
        label: 'How many seats',
        required: true,
        maxLength: 6,
        multiline: false,
        initial: `${subject.kind === 'buy' ? subject.quantity : 1}`,
      },
      {
        kind: 'choice',
        name: 'seatType',
        label: 'Seat type',
        required: true,
        initial: subject.seatType,
        options: SEAT_TYPES.map((value) => ({ value, label: SEAT_TYPE_NAMES[value] })),
      },
    ],
    submit: { label: 'Change it', does: { command: 'edit', args: { request: request.id, version } } },
  };
}

function editedView({ request, quote }: Edited): View {
  return {
    title: `Request ${request.number} asks for ${subjectText(request)} now`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          'It is at most ',
          { money: quote.total },
          '. Whoever asked agrees first; then it waits for approval again, and the old buttons decide nothing.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

async function refuse({ stores }: CommandContext, request: ApprovalRequest, refused: EditRefused): Promise<Reply> {
  switch (refused.kind) {
    case 'decision':
      return privately(decisionRefusedView(refused.refused, request, await deciderOf(stores, request)));
    case 'quote':
      return privately(quoteRefusedView(refused.refused));
    case 'policy':
      return privately(openRefusedView(refused.refused));
    case 'unchanged':
      return privately(notChangedView(request, 'It asks for exactly that already.'));
    case 'named-people':
      return privately(
        notChangedView(request, 'It is for people by name. Reject it with the reason, and it can be asked for anew.'),
      );
    default:
      return unreachable(refused);
  }
}

function notChangedView(request: ApprovalRequest, because: string): View {
  return {
    title: `Request ${request.number} stays as it is`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [because] }],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}
