import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { isApprover } from '../approvals/decide.ts';
import { subjectText } from '../approvals/request-card.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Action, Inline } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
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
  const visible = (await context.stores.requests.list()).filter((request) => maySee(request, member));
  const shown = visible.filter((request) => belongs(request, member, which)).toSorted((a, b) => b.number - a.number);
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
        ? [{ kind: 'text', text: ['Nothing waits for you and nothing you asked for is open.'] }]
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
    actions: shown
      .slice(0, SHOWN)
      .flatMap((request) => actionsOn(request, member))
      .slice(0, 5),
  });
}

/** Admins see every request; others those they made or are asked to decide. */
function maySee(request: ApprovalRequest, member: Member): boolean {
  return member.role !== 'standard' || request.requestedBy === member.id || isApprover(request, member.id);
}

function belongs(request: ApprovalRequest, member: Member, which: (typeof WHICH)[number] | undefined): boolean {
  const isOpen = request.state === 'pending' || request.state === 'awaiting-requester';
  const waits = request.state === 'pending' && isApprover(request, member.id) && request.requestedBy !== member.id;
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

function actionsOn(request: ApprovalRequest, member: Member): readonly Action[] {
  if (request.state === 'pending' && isApprover(request, member.id) && request.requestedBy !== member.id) {
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
