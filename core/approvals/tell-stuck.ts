import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { ApprovalRequest, OpenRequest } from './approval-request.ts';
import { canBeFinishedBy, whoStillDecides } from './can-still-be-finished.ts';
import { currentStep } from './decide.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { subjectText } from './request-card.ts';

/** After somebody has left or lost a right: whoever waits for a decision that nobody can give any more is told, with the way out. */
export async function tellStuck(deps: OpenRequestDeps, stores: Stores): Promise<void> {
  const open = await stores.requests.open();
  if (open.length === 0) return;
  const deciding = await whoStillDecides(stores);
  for (const request of open) {
    if (canBeFinishedBy(deciding, request)) continue;
    const subject = `request-stuck:${request.id}`;
    await tell(deps, stores, request.accountId, {
      key: `${subject}:${request.version}`,
      subject,
      recipient: { kind: 'member', memberId: request.requestedBy },
      view: stuckView(request),
    });
  }
}

function stuckView(request: OpenRequest): View {
  return {
    title: `Nobody can decide on request ${request.number} any more: ${subjectText(request)}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Somebody who was asked has left or may not decide any more, so the approvals that it needs cannot be given. ',
          isEscalated(request) ? 'It is put to the administrators too on ' : 'It closes, and nothing is charged, on ',
          { moment: request.deadline },
          '. You can cancel it and ask again at once; then those are asked who can decide now.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show my requests',
        weight: 'primary',
        does: { command: 'requests', args: { which: 'mine' } },
      },
    ],
  };
}

/** The step that is open then, if it was not put to them before. */
function isEscalated(request: ApprovalRequest): boolean {
  const { step } = currentStep(request);
  return request.state === 'pending' && request.policy.escalates && step?.standIns.length === 0;
}
