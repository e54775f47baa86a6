import { z } from 'zod';
import { holdOn } from '../departures/legal-hold.ts';
import { POLICY } from '../people/policy.ts';
import { mayEndorse } from '../removals/endorsers.ts';
import { storeMoved } from '../removals/move-removal.ts';
import {
  answer,
  askInformation,
  assign,
  endorse,
  isOpen,
  reject,
  withdraw,
  type Handler,
  type Moved,
} from '../removals/removal-moves.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import { removalRefusedView } from '../removals/removal-refused-view.ts';
import { removalTitle } from '../removals/removal-names.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import type { AuditEntry, AuditKind } from '../audit/audit-record.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRemoval, noSuchRemovalView, removalArgument } from './removal-argument.ts';
import { reasonArgument } from './remove.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const onCard = { removal: removalArgument, version: z.int() };

const sentenceArgument = z.string().trim().min(2, 'Write a sentence.').max(500, 'It has at most 500 characters.');

const ENDORSE = signature({ ...STEP, name: 'removal endorse', summary: 'Endorse a removal', args: z.object(onCard) });
const ASSIGN = signature({ ...STEP, name: 'removal assign', summary: 'Take a removal', args: z.object(onCard) });
const ASK = signature({
  ...STEP,
  name: 'removal ask',
  summary: 'Ask whoever wants a removal for information',
  args: z.object({ ...onCard, question: absentWhenEmpty(sentenceArgument) }),
});
const ANSWER = signature({
  ...STEP,
  name: 'removal answer',
  summary: 'Answer what support asked about a removal',
  args: z.object({ ...onCard, answer: absentWhenEmpty(sentenceArgument) }),
});
const REJECT = signature({
  ...STEP,
  name: 'removal reject',
  summary: 'Reject a removal with a reason',
  args: z.object({ ...onCard, reason: absentWhenEmpty(reasonArgument) }),
});
const WITHDRAW = signature({
  ...STEP,
  name: 'removal withdraw',
  summary: 'Withdraw a removal you asked for',
  args: z.object({ removal: removalArgument }),
});

/** What can be done with a removal before a day is set. */
export function createRemovalSteps(deps: RemovalDeps): readonly Command[] {
  return [
    command({ signature: ENDORSE, run: (args, context) => runEndorse(deps, args, context) }),
    command({ signature: ASSIGN, run: (args, context) => runAssign(deps, args, context) }),
    command({ signature: ASK, run: (args, context) => runAsk(deps, args, context) }),
    command({ signature: ANSWER, run: (args, context) => runAnswer(deps, args, context) }),
    command({ signature: REJECT, run: (args, context) => runReject(deps, args, context) }),
    command({ signature: WITHDRAW, run: (args, context) => runWithdraw(deps, args, context) }),
  ];
}

async function runEndorse(
  deps: RemovalDeps,
  args: z.output<typeof ENDORSE.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const removed = await context.stores.members.get(request.memberId);
  const row = POLICY['removal endorse'];
  const isAbove = removed !== undefined && mayEndorse(row, context.account, actingMember(context), removed);
  const after = endorse(request, handlerOf(context, args.version));
  if (after.ok && !isAbove) return privately(aboveYouView(request));
  return await settle(deps, context, {
    request,
    after,
    kind: 'removal.endorsed',
    done: (await holdOn(context.stores, request.memberId))
      ? 'is endorsed and with support now; a legal hold is on, so no day can be set before it is lifted'
      : 'is endorsed and with support now',
  });
}

async function runAssign(
  deps: RemovalDeps,
  args: z.output<typeof ASSIGN.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const after = assign(request, handlerOf(context, args.version));
  return await settle(deps, context, { request, after, kind: 'removal.assigned', done: 'is with you' });
}

async function runAsk(deps: RemovalDeps, args: z.output<typeof ASK.args>, context: CommandContext): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const after = askInformation(request, handlerOf(context, args.version), args.question ?? '');
  if (after.ok && args.question === undefined)
    return sentenceForm(request, args.version, {
      command: 'removal ask',
      name: 'question',
      label: 'Question',
      hint: 'Everybody who asked for it gets it',
    });
  return await settle(deps, context, {
    request,
    after,
    kind: 'removal.information-asked',
    done: 'waits for an answer',
  });
}

async function runAnswer(
  deps: RemovalDeps,
  args: z.output<typeof ANSWER.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const after = answer(request, handlerOf(context, args.version), args.answer ?? '');
  if (after.ok && args.answer === undefined)
    return sentenceForm(request, args.version, {
      command: 'removal answer',
      name: 'answer',
      label: 'Answer',
      hint: request.questions.at(-1)?.question ?? '',
    });
  return await settle(deps, context, {
    request,
    after,
    kind: 'removal.answered',
    done: 'has your answer and is with support again',
  });
}

async function runReject(
  deps: RemovalDeps,
  args: z.output<typeof REJECT.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const after = reject(request, handlerOf(context, args.version), args.reason ?? '');
  if (after.ok && args.reason === undefined)
    return sentenceForm(request, args.version, {
      command: 'removal reject',
      name: 'reason',
      label: 'Reason',
      hint: 'Everybody who asked for it sees it',
    });
  return await settle(deps, context, {
    request,
    after,
    kind: 'removal.rejected',
    done: 'is rejected; nothing was deleted',
  });
}

async function runWithdraw(
  deps: RemovalDeps,
  args: z.output<typeof WITHDRAW.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const after = withdraw(request, handlerOf(context, request.version));
  const done =
    after.ok && isOpen(after.value)
      ? 'stays open for the others who asked for it'
      : 'is withdrawn; nothing was deleted';
  return await settle(deps, context, { request, after, kind: 'removal.withdrawn', done });
}

export function handlerOf(context: CommandContext, version: number): Handler {
  return { memberId: actingMember(context).id, at: context.now, version };
}

export type Settling = {
  readonly request: RemovalRequest;
  readonly after: Moved;
  readonly kind: AuditKind;
  /** What is true afterwards, to stand behind the name of the request. */
  readonly done: string;
  readonly facts?: AuditEntry['facts'];
};

export async function settle(
  deps: RemovalDeps,
  context: CommandContext,
  { request, after, kind, done, facts = {} }: Settling,
): Promise<Reply> {
  if (!after.ok) return privately(removalRefusedView(after.error, request));
  const by = actingMember(context).id;
  await storeMoved(deps, context.stores, { before: request, after: after.value, kind, by, facts });
  return privately({ title: `${removalTitle(after.value)} ${done}`, tone: 'good', blocks: [], actions: [] });
}

type Sentence = { readonly command: string; readonly name: string; readonly label: string; readonly hint: string };

function sentenceForm(request: RemovalRequest, version: number, { command: name, ...asked }: Sentence): Reply {
  return {
    kind: 'form',
    form: {
      title: `Removal ${request.number}`,
      blocks: [{ kind: 'text', text: [asked.hint] }],
      inputs: [{ kind: 'text', name: asked.name, label: asked.label, required: true, maxLength: 500, multiline: true }],
      submit: { label: 'Send', does: { command: name, args: { removal: request.id, version } } },
    },
  };
}

function aboveYouView(request: RemovalRequest) {
  return {
    title: `Nothing was changed in removal ${request.number}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['This person’s role is above yours, so somebody with their role endorses it.'] }],
    actions: [],
  } as const;
}
