import { z } from 'zod';
import { acknowledgementForm, acknowledgementSentence } from '../approvals/acknowledgement-form.ts';
import { cancel, requesterAgreed } from '../approvals/decide.ts';
import { close, quoteOf } from '../approvals/decide-request.ts';
import { decisionRefusedView } from '../approvals/decision-views.ts';
import { DECISION_TIME, type OpenRequestDeps } from '../approvals/open-request.ts';
import { approversOf, repaintRequestCards } from '../approvals/request-cards.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { subjectText } from '../approvals/request-card.ts';
import { acknowledge } from '../billing/acknowledge.ts';
import { today } from '../clock.ts';
import { idSchema } from '../ids.ts';
import { agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRequest, noSuchRequestView, requestArgument } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const STEP = { group: 'money', example: '', reach: 'step', typed: [] } as const;

const REVIEW = signature({
  ...STEP,
  name: 'request review',
  summary: 'See the new price of a request',
  args: z.object({ request: requestArgument, quote: idSchema('quote') }),
});
const AGREE = signature({
  ...STEP,
  name: 'request agree',
  summary: 'Agree to the new price of a request',
  args: z.object({ request: requestArgument, quote: idSchema('quote'), agreed: agreedArgument }),
});
const CANCEL = signature({
  ...STEP,
  name: 'request cancel',
  summary: 'Cancel a request',
  args: z.object({ request: requestArgument }),
});

/** What only the person who asked can do with a request. */
export function createRequestSteps(deps: OpenRequestDeps): readonly Command[] {
  return [
    command({ signature: REVIEW, run: (args, context) => review(deps, args, context) }),
    command({ signature: AGREE, run: (args, context) => agree(deps, args, context) }),
    command({ signature: CANCEL, run: ({ request }, context) => runCancel(deps, request, context) }),
  ];
}

async function review(
  deps: OpenRequestDeps,
  { request: named, quote: quoteId }: z.output<typeof REVIEW.args>,
  { stores }: CommandContext,
): Promise<Reply> {
  const request = await findRequest(stores, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const possible = requesterAgreed(request, quoteId);
  if (!possible.ok) return privately(decisionRefusedView(notWaiting(possible.error.kind, request), request));
  const quote = await quoteOf(stores, request);
  const does = { command: 'request agree', args: { request: request.id, quote: quote.id } };
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `Request ${request.number}`,
      quote,
      today: today(deps.clock, quote.timeZone),
      does,
    }),
  };
}

async function agree(
  deps: OpenRequestDeps,
  args: z.output<typeof AGREE.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const request = await findRequest(stores, args.request);
  if (request === undefined) return privately(noSuchRequestView(args.request));
  const member = actingMember(context);
  if (request.requestedBy !== member.id) return privately(decisionRefusedView({ kind: 'not-yours' }, request));
  const agreed = requesterAgreed(request, args.quote);
  if (!agreed.ok) return privately(decisionRefusedView(notWaiting(agreed.error.kind, request), request));

  const quote = await quoteOf(stores, request);
  await acknowledge(deps, stores, {
    quote,
    member,
    part: 'requester',
    sentence: acknowledgementSentence(quote),
    deliveryId,
  });
  const deadline = context.now.add(DECISION_TIME);
  const next = agreed.value.state === 'pending' ? { ...agreed.value, deadline } : agreed.value;
  await stores.requests.replace(request, next);
  await repaintRequestCards(deps, stores, next);
  return privately(requestSentView(next, await approversOf(stores, next)));
}

function notWaiting(kind: 'not-waiting' | 'old-card', request: Parameters<typeof decisionRefusedView>[1]) {
  return kind === 'old-card' ? ({ kind: 'old-card' } as const) : ({ kind: 'closed', request } as const);
}

async function runCancel(
  deps: OpenRequestDeps,
  named: z.output<typeof requestArgument>,
  context: CommandContext,
): Promise<Reply> {
  const request = await findRequest(context.stores, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const member = actingMember(context);
  const cancelled = cancel(request, { memberId: member.id, at: context.now });
  if (!cancelled.ok) return privately(decisionRefusedView(cancelled.error, request));
  await close(deps, context.stores, request, { after: cancelled.value, seat: 'cancelled' });
  await deps.audit(context.stores, request.accountId, {
    kind: 'request.cancelled',
    at: context.now,
    actor: { kind: 'member', memberId: member.id },
    subject: { kind: 'request', id: request.id },
    facts: { number: request.number },
    personal: [],
  });
  return privately({
    title: `Request ${request.number}: ${subjectText(request)} is cancelled`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing is charged. The approvers’ cards say so too.'] }],
    actions: [],
  });
}
