import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import { isOpen, type ApprovalRequest } from './approval-request.ts';
import { asDecider } from './as-decider.ts';
import { mayStillSpeak } from './decide-request.ts';
import { approve } from './decide.ts';
import { decisionBegan } from './schedule-deadline.ts';
import { subjectText } from './request-card.ts';
import { askedNow, currentCard, requestSubject } from './request-cards.ts';

export type RemindApprovers = (due: WorkPayload<'request.remind'>) => Promise<WorkOutcome>;
export type RemindApproversDeps = { readonly ids: Ids; readonly clock: Clock; readonly transaction: Transaction };

/** Reminders come when these shares of the decision time are over; a second of rounding does not matter. */
const FIRST_SHARE = 0.499;
const LAST_SHARE = 0.899;

/** Reminds those who can decide now and have not; when the requester is asked first, the requester. */
export function createRemindApprovers(deps: RemindApproversDeps): RemindApprovers {
  return ({ accountId, requestId }) =>
    deps.transaction.run(accountId, async (stores) => {
      const request = await stores.requests.get(requestId);
      if (request === undefined) throw new Error(`Request ${requestId} is to be reminded of but is not stored`);
      if (!isOpen(request) || Temporal.Instant.compare(deps.clock.now(), request.deadline) >= 0)
        return { kind: 'done' };
      const share = shareOver(request, deps.clock.now());
      // Left over from a deadline that was put off since.
      if (share === undefined) return { kind: 'done' };
      if (request.state === 'pending') await remindApprovers(deps, stores, request, share);
      else await remindRequester(deps, stores, request, share);
      return { kind: 'done' };
    });
}

/** Two reminders that come late together are one; another deadline has reminders of its own. */
function shareOver(
  request: Pick<ApprovalRequest, 'policy'> & { readonly deadline: Temporal.Instant },
  now: Temporal.Instant,
): string | undefined {
  const { deadline } = request;
  const began = decisionBegan(request);
  const over = began.until(now).total('seconds') / began.until(deadline).total('seconds');
  if (over < FIRST_SHARE) return undefined;
  return `${over >= LAST_SHARE ? 'last' : 'first'}:${deadline.epochMilliseconds}`;
}

/** One more copy of the live card, which is repainted with the others, for those whose turn it is and their delegates. */
export async function remindApprovers(
  deps: Pick<RemindApproversDeps, 'ids' | 'clock'>,
  stores: Stores,
  request: ApprovalRequest,
  share: string,
): Promise<readonly Member[]> {
  const card = await currentCard(deps, stores, request);
  const reminded: Member[] = [];
  for (const memberId of await undecided(stores, request, deps.clock.now())) {
    const member = await stores.members.get(memberId);
    if (member?.standing !== 'active') continue;
    await tell(deps, stores, request.accountId, {
      key: `request-reminder:${request.id}:${share}:${memberId}`,
      subject: requestSubject(request.id),
      recipient: { kind: 'member', memberId },
      view: { ...card, title: `Reminder: ${card.title}` },
    });
    reminded.push(member);
  }
  return reminded;
}

/** Whoever could approve right now: by themselves, or for somebody who is away. */
async function undecided(
  stores: Stores,
  request: ApprovalRequest,
  at: Temporal.Instant,
): Promise<readonly Id<'member'>[]> {
  const asked = await askedNow(stores, request, at);
  const able: Id<'member'>[] = [];
  for (const memberId of asked) {
    const member = await stores.members.get(memberId);
    if (member === undefined) continue;
    const possible = approve(request, await asDecider(stores, { request, member }, { at, version: request.version }));
    if (possible.ok && mayStillSpeak(member, possible.value.request.approvals.at(-1)?.onBehalfOf)) able.push(memberId);
  }
  return able;
}

async function remindRequester(
  deps: RemindApproversDeps,
  stores: Stores,
  request: Extract<ApprovalRequest, { readonly state: 'awaiting-requester' }>,
  share: string,
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
