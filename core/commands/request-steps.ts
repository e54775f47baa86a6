import { z } from 'zod';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import { auditRequest } from '../approvals/audit-request.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { cancel, requesterAgreed } from '../approvals/decide.ts';
import { close, putAgain, quoteOf, type DecideRefused } from '../approvals/decide-request.ts';
import { decisionRefusedView } from '../approvals/decision-views.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { approversOf, deciderOf, postRequestCards, repaintRequestCards } from '../approvals/request-cards.ts';
import { scheduleDeadline } from '../approvals/schedule-deadline.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { pricedThing, subjectText } from '../approvals/request-card.ts';
import { acknowledge } from '../billing/acknowledge.ts';
import type { Quote } from '../billing/quote.ts';
import { currentQuote } from '../billing/stored-quote.ts';
import { today } from '../clock.ts';
import { idSchema } from '../ids.ts';
import { agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRequest, noSuchRequestView, requestArgument, type NamedRequest } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';

const STEP = { group: 'money', example: '', reach: 'step', typed: [] } as const;

const REVIEW = signature({
  ...STEP,
  name: 'request review',
  summary: 'See the new price of a request',
  args: z.object({ request: requestArgument, quote: idSchema('quote').optional() }),
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

type Asked = Extract<ApprovalRequest, { state: 'awaiting-requester' }>;
type Terms = { readonly request: ApprovalRequest; readonly quote: Quote };

async function review(
  deps: OpenRequestDeps,
  { request: named }: z.output<typeof REVIEW.args>,
  context: CommandContext,
): Promise<Reply> {
  const request = await askedOf(context, named);
  if ('kind' in request) return request;
  const terms = await currentTerms(deps, context.stores, request);
  return terms.ok ? priceForm(deps, terms.value) : refuse(terms.error, request);
}

async function agree(
  deps: OpenRequestDeps,
  args: z.output<typeof AGREE.args>,
  context: CommandContext,
): Promise<Reply> {
  const asked = await askedOf(context, args.request);
  if ('kind' in asked) return asked;
  const { stores, deliveryId, now } = context;
  const terms = await currentTerms(deps, stores, asked);
  if (!terms.ok) return refuse(terms.error, asked);
  const { request, quote } = terms.value;
  const agreed = requesterAgreed(request, args.quote);
  if (!agreed.ok || agreed.value.state !== 'pending') return priceForm(deps, terms.value);

  const sentence = acknowledgementSentence(quote);
  await acknowledge(deps, stores, { quote, member: actingMember(context), part: 'requester', sentence, deliveryId });
  const next = { ...agreed.value, deadline: now.add({ hours: request.policy.hours }) };
  await stores.requests.replace(request, next);
  await auditRequest(deps, stores, next, {
    kind: 'request.agreed',
    at: now,
    actor: { kind: 'member', memberId: request.requestedBy },
  });
  await scheduleDeadline(deps, stores, next);
  await repaintRequestCards(deps, stores, next);
  await postRequestCards(deps, stores, next);
  return privately(requestSentView(next, await approversOf(stores, next)));
}

/** The request if it waits for this very person; else the answer why it does not. */
async function askedOf(context: CommandContext, named: NamedRequest): Promise<Asked | Reply> {
  const { stores } = context;
  const member = actingMember(context);
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  if (request.requestedBy !== member.id) return refuse({ kind: 'not-yours' }, request);
  if (request.state === 'awaiting-requester') return request;
  return request.state === 'pending'
    ? privately(requestSentView(request, await approversOf(stores, request)))
    : privately(decisionRefusedView({ kind: 'closed', request }, request, await deciderOf(stores, request)));
}

/** What is agreed to is what it costs now: a price that changed while the requester was waited for is made anew. */
async function currentTerms(
  deps: OpenRequestDeps,
  stores: Stores,
  request: Asked,
): Promise<Result<Terms, DecideRefused>> {
  const quote = await quoteOf(stores, request);
  const current = await currentQuote(deps, stores, quote);
  if (!current.ok) return err({ kind: 'no-price' });
  if (current.value.id === quote.id) return ok({ request, quote });
  const again = await putAgain(deps, stores, request, { quote: current.value, because: request.because });
  return again.ok ? ok({ request: again.value, quote: current.value }) : err({ kind: 'policy', refused: again.error });
}

function priceForm(deps: OpenRequestDeps, { request, quote }: Terms): Reply {
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `Request ${request.number}`,
      quote,
      today: today(deps.clock, quote.timeZone),
      about: pricedThing(request.subject),
      does: { command: 'request agree', args: { request: request.id, quote: quote.id } },
    }),
  };
}

function refuse(refused: Parameters<typeof decisionRefusedView>[0], request: ApprovalRequest): Reply {
  return privately(decisionRefusedView(refused, request));
}

async function runCancel(deps: OpenRequestDeps, named: NamedRequest, context: CommandContext): Promise<Reply> {
  const member = actingMember(context);
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const cancelled = cancel(request, { memberId: member.id, at: context.now });
  if (!cancelled.ok)
    return privately(decisionRefusedView(cancelled.error, request, await deciderOf(context.stores, request)));
  await close(deps, context.stores, request, { after: cancelled.value, seat: 'cancelled' });
  await auditRequest(deps, context.stores, cancelled.value, {
    kind: 'request.cancelled',
    at: context.now,
    actor: { kind: 'member', memberId: member.id },
  });
  return privately({
    title: `Request ${request.number}: ${subjectText(request)} is cancelled`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing is charged. The approvers’ cards say so too.'] }],
    actions: [],
  });
}
