import { z } from 'zod';
import { decisionRefusedView } from '../approvals/decision-views.ts';
import { nudgeApprovers, type Nudged } from '../approvals/nudge-approvers.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { deciderOf } from '../approvals/request-cards.ts';
import { subjectText } from '../approvals/request-card.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { unreachable } from '../result.ts';
import type { Inline, View } from '../views/view.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRequest, noSuchRequestView, requestArgument, type NamedRequest } from './request-argument.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const REMIND = signature({
  name: 'remind',
  group: 'money',
  summary: 'Remind those who can decide on a request of yours',
  example: '/seat remind 12',
  reach: 'typed',
  typed: ['request'],
  args: z.object({ request: requestArgument }),
});

export function createRemind(deps: OpenRequestDeps): Command {
  return command({ signature: REMIND, run: ({ request }, context) => remind(deps, request, context) });
}

async function remind(deps: OpenRequestDeps, named: NamedRequest, context: CommandContext): Promise<Reply> {
  const { stores } = context;
  const request = await findRequest(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  if (request.requestedBy !== actingMember(context).id)
    return privately(decisionRefusedView({ kind: 'not-yours' }, request));
  const nudged = await nudgeApprovers(deps, stores, request);
  if (nudged.kind === 'closed')
    return privately(decisionRefusedView({ kind: 'closed', request }, request, await deciderOf(stores, request)));
  return privately(nudgedView(request, nudged));
}

function nudgedView(request: ApprovalRequest, nudged: Exclude<Nudged, { kind: 'closed' }>): View {
  return {
    title: `Request ${request.number}: ${subjectText(request)}`,
    tone: nudged.kind === 'reminded' ? 'good' : 'attention',
    blocks: [{ kind: 'text', text: [...sentence(nudged)] }],
    actions: [{ kind: 'run', label: 'Show my requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

function sentence(nudged: Exclude<Nudged, { kind: 'closed' }>): readonly Inline[] {
  switch (nudged.kind) {
    case 'reminded':
      return [`${nudged.people.join(', ')} got the card once more.`];
    case 'too-soon':
      return ['They were asked or reminded a short while ago. You can remind them from ', { moment: nudged.from }, '.'];
    case 'waits-for-you':
      return ['It waits for you: the amount or what is asked for changed, so you agree first.'];
    case 'nobody':
      return ['Nobody who was asked can decide any more. Cancel it and ask again.'];
    default:
      return unreachable(nudged);
  }
}
