import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { absentFor, standsInFor } from '../approvals/as-decider.ts';
import type { Delegation } from '../approvals/delegation.ts';
import { mayStillSpeak } from '../approvals/decide-request.ts';
import { approve } from '../approvals/decide.ts';
import { subjectText } from '../approvals/request-card.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Action, Inline } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { maySeeRequest } from './request-argument.ts';
import { pageOfRequests, pageTitle } from './requests-page.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const WHICH = ['mine', 'waiting', 'all'] as const;

const REQUESTS = signature({
  name: 'requests',
  group: 'money',
  summary: 'Requests you made and requests that wait for you',
  example: '/seat requests waiting',
  reach: 'typed',
  typed: ['which'],
  args: z.object({
    which: absentWhenEmpty(z.enum(WHICH, 'Choose mine, waiting or all.')),
    before: z.coerce.number().int().positive().optional(),
  }),
  carried: ['before'],
});

export function createRequests(): Command {
  return command({ signature: REQUESTS, run: requests });
}

async function requests({ which, before }: z.output<typeof REQUESTS.args>, context: CommandContext): Promise<Reply> {
  const { stores, now } = context;
  const member = actingMember(context);
  const absences = await standsInFor(stores, member.id, now);
  const asking = { member, absences, now };
  const isShown = (request: ApprovalRequest): boolean =>
    maySeeRequest(request, member, absences) && belongs(request, { ...asking, which });
  const page = await pageOfRequests(stores, {
    isOpenOnly: which === undefined || which === 'waiting',
    requestedBy: which === 'mine' ? member.id : undefined,
    before,
    isShown,
  });
  const quotes = await Promise.all(
    page.shown.map(async (request) => ({ request, quote: await stores.quotes.get(request.quoteId) })),
  );
  return privately({
    title: pageTitle(page),
    tone: 'neutral',
    blocks:
      page.shown.length === 0
        ? [{ kind: 'text', text: [page.total === 0 ? NONE[which ?? 'open'] : NONE_OF_THESE] }]
        : [
            {
              kind: 'list',
              total: page.total ?? page.shown.length,
              items: quotes.map(({ request, quote }): readonly Inline[] => [
                { strong: `${request.number}` },
                ` ${subjectText(request)}, `,
                quote === undefined ? '' : { money: quote.total },
                ` at most, ${request.state.replaceAll('-', ' ')}`,
              ]),
            },
          ],
    actions: onePrimary([
      ...page.shown.flatMap((request) => actionsOn(request, asking)).slice(0, 5),
      ...(page.earlier === undefined ? [] : [earlierAction(which, page.earlier)]),
    ]),
  });
}

function earlierAction(which: (typeof WHICH)[number] | undefined, before: number): Action {
  return {
    kind: 'run',
    label: 'Earlier',
    weight: 'plain',
    does: { command: 'requests', args: which === undefined ? { before } : { which, before } },
  };
}

const NONE_OF_THESE = 'None of the requests that were looked at is yours to see.';

const NONE = {
  mine: 'You have not asked for anything yet.',
  waiting: 'Nothing waits for your decision.',
  all: 'Nobody has asked for anything that you can see.',
  open: 'Nothing waits for you and nothing you asked for is open.',
} as const;

function onePrimary(actions: readonly Action[]): readonly Action[] {
  const first = actions.findIndex((action) => action.kind === 'run' && action.weight === 'primary');
  return actions.map((action, index) =>
    action.kind === 'run' && action.weight === 'primary' && index !== first ? { ...action, weight: 'plain' } : action,
  );
}

/** Whether this member could approve right now: it is their turn, and they have not yet. */
function waitsFor(request: ApprovalRequest, { member, absences, now }: Asking): boolean {
  const absent = absentFor(request, absences);
  const possible = approve(request, { memberId: member.id, absent, at: now, version: request.version });
  return possible.ok && mayStillSpeak(member, possible.value.request.approvals.at(-1)?.onBehalfOf);
}

type Asking = {
  readonly member: Member;
  /** In which the member decides too. */
  readonly absences: readonly Delegation[];
  readonly now: Temporal.Instant;
};

type Listing = Asking & { readonly which: (typeof WHICH)[number] | undefined };

function belongs(request: ApprovalRequest, { which, ...asking }: Listing): boolean {
  const { member } = asking;
  const isOpen = request.state === 'pending' || request.state === 'awaiting-requester';
  const waits = waitsFor(request, asking);
  switch (which) {
    case 'mine':
      return request.requestedBy === member.id;
    case 'waiting':
      return waits;
    case 'all':
      return true;
    case undefined:
      return waits || (isOpen && request.requestedBy === member.id);
    default:
      return unreachable(which);
  }
}

function actionsOn(request: ApprovalRequest, asking: Asking): readonly Action[] {
  const { member } = asking;
  if (waitsFor(request, asking)) {
    return [
      {
        kind: 'run',
        label: `Decide on ${request.number}`,
        weight: 'primary',
        does: { command: 'approve', args: { request: request.id } },
      },
    ];
  }
  const isMine = request.requestedBy === member.id;
  if (isMine && request.state === 'awaiting-requester')
    return [
      {
        kind: 'run',
        label: `Review ${request.number}`,
        weight: 'primary',
        does: { command: 'request review', args: { request: request.id, quote: request.quoteId } },
      },
    ];
  if (isMine && request.state === 'pending')
    return [
      {
        kind: 'run',
        label: `Cancel ${request.number}`,
        weight: 'danger',
        does: { command: 'request cancel', args: { request: request.id } },
      },
    ];
  return [];
}
