import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { Member } from '../people/member.ts';
import { interestedIn, type ApprovalRequest } from './approval-request.ts';
import { auditRequest } from './audit-request.ts';
import { currentStep, escalate, peopleOfStep } from './decide.ts';
import { highestAdmins } from './freeze-step.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { subjectText } from './request-card.ts';
import { postRequestCards, repaintRequestCards } from './request-cards.ts';
import { scheduleDeadline } from './schedule-deadline.ts';

/** Puts a step whose time is over to the administrators too; undefined where that is not to be done or was done. */
export async function escalateRequest(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
): Promise<Temporal.Instant | undefined> {
  const standIns = standInsFor(request, await stores.members.list());
  const escalated = escalate(request, { standIns: standIns.map(({ id }) => id), at: deps.clock.now() });
  if (!escalated.ok) return undefined;
  const after = escalated.value;
  await stores.requests.replace(request, after);
  await auditEscalation(deps, stores, after, standIns);
  await repaintRequestCards(deps, stores, after);
  await postRequestCards(deps, stores, after);
  await scheduleDeadline(deps, stores, after);
  await tellRequester(deps, stores, after, standIns);
  return after.deadline;
}

/** The highest administrators who neither asked, nor benefit, nor were asked already. */
function standInsFor(request: ApprovalRequest, members: readonly Member[]): readonly Member[] {
  const { step } = currentStep(request);
  const barred = [...interestedIn(request), ...(step === undefined ? [] : peopleOfStep(step))];
  return highestAdmins(members.filter(({ id }) => !barred.includes(id)));
}

async function tellRequester(
  deps: OpenRequestDeps,
  stores: Stores,
  request: Extract<ApprovalRequest, { state: 'pending' }>,
  standIns: readonly Member[],
): Promise<void> {
  const key = `request-escalated:${request.id}:${request.version}`;
  await tell(deps, stores, request.accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: request.requestedBy },
    view: {
      title: `Request ${request.number} is put to the administrators too: ${subjectText(request)}`,
      tone: 'neutral',
      blocks: [
        {
          kind: 'text',
          text: [
            `The approvers did not decide in time. ${standIns.map(({ fullName }) => fullName).join(', ')} can decide as well, until `,
            { moment: request.deadline },
            '. Then it closes and nothing is charged.',
          ],
        },
      ],
      actions: [{ kind: 'run', label: 'Show my requests', weight: 'plain', does: { command: 'requests', args: {} } }],
    },
  });
}

async function auditEscalation(
  deps: OpenRequestDeps,
  stores: Stores,
  request: ApprovalRequest,
  standIns: readonly Member[],
): Promise<void> {
  await auditRequest(deps, stores, request, {
    kind: 'request.escalated',
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'request.expire' },
    facts: { step: currentStep(request).index, standIns: standIns.map(({ id }) => id).join(' ') },
  });
}
