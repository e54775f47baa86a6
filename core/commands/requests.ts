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
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const WHICH = ['mine', 'waiting', 'all'] as const;
const SHOWN = 15;

const REQUESTS = signature({
  name: 'requests',
  group: 'money',
  summary: 'Requests you made and requests that wait for you',
  example: '/seat requests waiting',
  reach: 'typed',
  typed: ['which'],
  args: z.object({ which: absentWhenEmpty(z.enum(WHICH, 'Choose mine, waiting or all.')) }),
});

export function createRequests(): Command {
  return command({ signature: REQUESTS, run: requests });
}

async function requests({ which }: z.output<typeof REQUESTS.args>, context: CommandContext): Promise<Reply> {
  const member = actingMember(context);
  const { now } = context;
  const absences = await standsInFor(context.stores, member.id, now);
  const asking = { member, absences, now };
  const visible = (await context.stores.requests.list()).filter((request) => maySeeRequest(request, member, absences));
  const shown = visible
    .filter((request) => belongs(request, { ...asking, which }))
    .toSorted((a, b) => b.number - a.number);
  const quotes = await Promise.all(
    shown
      .slice(0, SHOWN)
      .map(async (request) => ({ request, quote: await context.stores.quotes.get(request.quoteId) })),
  );
  return privately({
    title: shown.length === 0 ? 'No requests' : `${shown.length} ${shown.length === 1 ? 'request' : 'requests'}`,
    tone: 'neutral',
    blocks:
      shown.length === 0
        ? [{ kind: 'text', text: [NONE[which ?? 'open']] }]
        : [
            {
              kind: 'list',
              total: shown.length,
              items: quotes.map(({ request, quote }): readonly Inline[] => [
                { strong: `${request.number}` },
                ` ${subjectText(request)}, `,
                quote === undefined ? '' : { money: quote.total },
                ` at most, ${request.state.replaceAll('-', ' ')}`,
              ]),
            },
          ],
    actions: onePrimary(
      shown
        .slice(0, SHOWN)
        .flatMap((request) => actionsOn(request, asking))
        .slice(0, 5),
    ),
  });
}

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
