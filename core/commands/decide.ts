import { z } from 'zod';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import {
  approveRequest,
  mayStillSpeak,
  quoteOf,
  rejectRequest,
  type DecideRefused,
} from '../approvals/decide-request.ts';
import { approve, reject } from '../approvals/decide.ts';
import { decidedView, decisionRefusedView, rejectedView } from '../approvals/decision-views.ts';
import { asDecider } from '../approvals/as-decider.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { currentCard, deciderOf } from '../approvals/request-cards.ts';
import { subjectText } from '../approvals/request-card.ts';
import { idSchema } from '../ids.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRequest, noSuchRequestView, requestArgument } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const APPROVE = signature({
  name: 'approve',
  group: 'money',
  summary: 'Approve a request; the card shows the amount you agree to',
  example: '/seat approve 12',
  reach: 'typed',
  typed: ['request'],
  args: z.object({ request: requestArgument, version: z.int().optional(), quote: idSchema('quote').optional() }),
  carried: ['version', 'quote'],
});

const REJECT = signature({
  name: 'reject',
  group: 'money',
  summary: 'Reject a request with a reason',
  example: '/seat reject 12 not in this quarter’s budget',
  reach: 'typed',
  typed: ['request', 'reason'],
  args: z.object({
    request: requestArgument,
    reason: absentWhenEmpty(
      z
        .string()
        .trim()
        .min(3, 'Give a reason that the requester can use.')
        .max(500, 'A reason has at most 500 characters.'),
    ),
    version: z.int().optional(),
  }),
  carried: ['version'],
  endsInText: true,
});

export function createDecide(deps: OpenRequestDeps): readonly Command[] {
  return [
    command({ signature: APPROVE, run: (args, context) => runApprove(deps, args, context) }),
    command({ signature: REJECT, run: (args, context) => runReject(deps, args, context) }),
  ];
}

async function runApprove(
  deps: OpenRequestDeps,
  { request: named, version, quote }: z.output<typeof APPROVE.args>,
  context: CommandContext,
): Promise<Reply> {
  const member = actingMember(context);
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  // Typed without a card there is no amount to agree to: the card with its button is the confirmation.
  if (version === undefined || quote === undefined) return await showCard(deps, request, context);

  const sentence = acknowledgementSentence(await quoteOf(context.stores, request));
  const decided = await approveRequest(deps, context.stores, {
    request,
    member,
    version,
    quoteId: quote,
    sentence,
    deliveryId: context.deliveryId,
  });
  return decided.ok ? privately(decidedView(decided.value)) : await refuse(context, request, decided.error);
}

async function refuse({ stores }: CommandContext, request: ApprovalRequest, refused: DecideRefused): Promise<Reply> {
  return privately(decisionRefusedView(refused, request, await deciderOf(stores, request)));
}

async function showCard(deps: OpenRequestDeps, request: ApprovalRequest, context: CommandContext): Promise<Reply> {
  const member = actingMember(context);
  const { stores, now: at } = context;
  const possible = approve(request, await asDecider(stores, { request, member }, { at, version: request.version }));
  if (!possible.ok) return await refuse(context, request, possible.error);
  if (!mayStillSpeak(member, possible.value.request.approvals.at(-1)?.onBehalfOf))
    return await refuse(context, request, { kind: 'no-longer-approver' });
  return privately(await currentCard(deps, context.stores, request));
}

async function runReject(
  deps: OpenRequestDeps,
  { request: named, reason, version: shown }: z.output<typeof REJECT.args>,
  context: CommandContext,
): Promise<Reply> {
  const member = actingMember(context);
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const version = shown ?? request.version;
  if (reason === undefined) {
    const possible = reject(
      request,
      await asDecider(context.stores, { request, member }, { at: context.now, version }),
      '',
    );
    return possible.ok ? askReason(request, version) : await refuse(context, request, possible.error);
  }
  const decision = { request, member, version, deliveryId: context.deliveryId };
  const rejected = await rejectRequest(deps, context.stores, decision, reason);
  return rejected.ok ? privately(rejectedView(rejected.value)) : await refuse(context, request, rejected.error);
}

function askReason(request: ApprovalRequest, version: number): Reply {
  return {
    kind: 'form',
    form: {
      title: `Reject request ${request.number}`,
      blocks: [{ kind: 'text', text: [`It is about ${subjectText(request)}. The requester sees your reason.`] }],
      inputs: [{ kind: 'text', name: 'reason', label: 'Reason', required: true, maxLength: 500, multiline: true }],
      submit: {
        label: 'Reject',
        does: { command: 'reject', args: { request: request.id, version } },
      },
    },
  };
}
