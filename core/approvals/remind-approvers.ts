import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { stillDecides } from './still-decides.ts';
import { currentStep } from './decide.ts';
import { decisionBegan } from './schedule-deadline.ts';
import { isOpen } from './expire-request.ts';
import { subjectText } from './request-card.ts';
import { currentCard, requestSubject } from './request-cards.ts';

export type RemindApprovers = (due: WorkPayload<'request.remind'>) => Promise<WorkOutcome>;
export type RemindApproversDeps = { readonly ids: Ids; readonly clock: Clock; readonly transaction: Transaction };

/** The last reminder comes when this share of the decision time is over. */
const LAST_SHARE = 0.9;

/** Reminds those who can decide now and have not; when the requester is asked first, the requester. */
export function createRemindApprovers(deps: RemindApproversDeps): RemindApprovers {
  return ({ accountId, requestId }) =>
    deps.transaction.run(accountId, async (stores) => {
      const request = await stores.requests.get(requestId);
      if (request === undefined) throw new Error(`Request ${requestId} is to be reminded of but is not stored`);
      if (!isOpen(request) || Temporal.Instant.compare(deps.clock.now(), request.deadline) >= 0)
        return { kind: 'done' };
      const share = shareOver(request, deps.clock.now());
      if (request.state === 'pending') await remindApprovers(deps, stores, request, share);
      else await remindRequester(deps, stores, request, share);
      return { kind: 'done' };
    });
}

type Share = `${'first' | 'last'}:${number}`;

/** Two reminders that come late together are one; another deadline has reminders of its own. */
function shareOver(
  request: Pick<ApprovalRequest, 'policy'> & { readonly deadline: Temporal.Instant },
  now: Temporal.Instant,
): Share {
  const { deadline } = request;
  const began = decisionBegan(request);
  const over = began.until(now).total('seconds') / began.until(deadline).total('seconds');
  return `${over >= LAST_SHARE ? 'last' : 'first'}:${deadline.epochMilliseconds}`;
}

/** One more copy of the live card, which is repainted with the others. */
async function remindApprovers(
  deps: RemindApproversDeps,
  stores: Stores,
  request: ApprovalRequest,
  share: Share,
): Promise<void> {
  const card = await currentCard(deps, stores, request);
  for (const memberId of undecided(request)) {
    const member = await stores.members.get(memberId);
    if (member === undefined || !stillDecides(member)) continue;
    await tell(deps, stores, request.accountId, {
      key: `request-reminder:${request.id}:${share}:${memberId}`,
      subject: requestSubject(request.id),
      recipient: { kind: 'member', memberId },
      view: { ...card, title: `Reminder: ${card.title}` },
    });
  }
}

function undecided(request: ApprovalRequest): readonly Id<'member'>[] {
  const approvers = currentStep(request).step?.approvers ?? [];
  return approvers.filter((memberId) => !request.approvals.some(({ by }) => by === memberId));
}

async function remindRequester(
  deps: RemindApproversDeps,
  stores: Stores,
  request: Extract<ApprovalRequest, { readonly state: 'awaiting-requester' }>,
  share: Share,
): Promise<void> {
  const key = `request-reminder:${request.id}:${share}:${request.requestedBy}`;
  await tell(deps, stores, request.accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: request.requestedBy },
    view: requesterView(request),
  });
}

function requesterView(request: Extract<ApprovalRequest, { readonly state: 'awaiting-requester' }>): View {
  const args = { request: request.id, quote: request.quoteId };
  return {
    title: `Reminder: request ${request.number} needs your agreement: ${subjectText(request)}`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: [request.because, ' Nobody can approve it before you agree.'] },
      {
        kind: 'note',
        text: ['Without a decision it closes on ', { moment: request.deadline }, '; nothing is charged then.'],
      },
    ],
    actions: [{ kind: 'run', label: 'Review', weight: 'primary', does: { command: 'request review', args } }],
  };
}
