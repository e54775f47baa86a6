import { z } from 'zod';
import { absentFor, standsInFor } from '../approvals/as-decider.ts';
import { isOpen, type ApprovalRequest } from '../approvals/approval-request.ts';
import { notSaidView, saidView, sayingForm } from '../approvals/comment-views.ts';
import { isApprover } from '../approvals/decide.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { LONGEST_COMMENT, type RequestComment } from '../approvals/request-comment.ts';
import { sayAboutRequest } from '../approvals/say-about-request.ts';
import { idSchema } from '../ids.ts';
import { unreachable } from '../result.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRequest, maySeeRequest, noSuchRequestView, requestArgument } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const text = absentWhenEmpty(z.string().trim().max(LONGEST_COMMENT, 'At most 1,000 characters.'));
const SAYING = {
  group: 'money',
  reach: 'typed',
  typed: ['request', 'text'],
  args: z.object({
    request: requestArgument,
    text,
    under: idSchema('notice').optional(),
    isCut: z.boolean().optional(),
  }),
  carried: ['under', 'isCut'],
  endsInText: true,
} as const;

const COMMENT = signature({
  ...SAYING,
  name: 'comment',
  summary: 'Say something about a request; it stands on its cards and in their threads',
  example: '/seat comment 12 the budget is from the new team',
});
const ASK = signature({
  ...SAYING,
  name: 'ask',
  summary: 'Ask whoever made a request for more before you decide',
  example: '/seat ask 12 is this for the whole year?',
});
const ANSWER = signature({
  ...SAYING,
  name: 'answer',
  summary: 'Answer what an approver asked about a request of yours',
  example: '/seat answer 12 yes, for the whole year',
});

type Given = z.output<typeof COMMENT.args>;

export function createComments(deps: OpenRequestDeps): readonly Command[] {
  return [
    command({ signature: COMMENT, run: (given, context) => say(deps, 'comment', given, context) }),
    command({ signature: ASK, run: (given, context) => say(deps, 'question', given, context) }),
    command({ signature: ANSWER, run: (given, context) => say(deps, 'answer', given, context) }),
  ];
}

async function say(
  deps: OpenRequestDeps,
  kind: RequestComment['kind'],
  given: Given,
  context: CommandContext,
): Promise<Reply> {
  const { stores, now } = context;
  const by = actingMember(context);
  const request = await findRequest(context, given.request);
  // A card in a channel is read by many: its button alone says nothing about who may speak.
  if (request === undefined || !maySeeRequest(request, by, await standsInFor(stores, by.id, now)))
    return privately(noSuchRequestView(given.request));
  const refused = await refusal(kind, request, context);
  if (refused !== undefined) return privately(notSaidView(request, refused));
  if (given.text === undefined) return { kind: 'form', form: sayingForm(request, kind, COMMANDS[kind]) };
  const comment = await sayAboutRequest(deps, stores, { request, by, kind, text: given.text, under: given.under });
  return privately(saidView(request, comment, given.isCut === true));
}

const COMMANDS = { comment: 'comment', question: 'ask', answer: 'answer' } as const;

async function refusal(
  kind: RequestComment['kind'],
  request: ApprovalRequest,
  context: CommandContext,
): Promise<string | undefined> {
  if (!isOpen(request)) return 'It is closed. What was said and decided stays as it is.';
  const { id } = actingMember(context);
  switch (kind) {
    case 'comment':
      return undefined;
    case 'question': {
      const asked = [id, ...absentFor(request, await standsInFor(context.stores, id, context.now))];
      return request.requestedBy !== id && asked.some((memberId) => isApprover(request, memberId))
        ? undefined
        : 'Only those it was put to ask for more. A comment can be written by everybody who sees it.';
    }
    case 'answer':
      return request.requestedBy === id ? undefined : 'Only whoever asked for it answers. Write a comment instead.';
    default:
      return unreachable(kind);
  }
}
