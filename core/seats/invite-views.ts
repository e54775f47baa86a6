import { subjectText } from '../approvals/request-card.ts';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import type { View } from '../views/view.ts';
import { SEAT_TYPE_NAMES } from './seat-type.ts';
import type { Seat } from './seat.ts';

export function checkingView(seat: Seat, { fullName, address }: Pick<Member, 'fullName' | 'address'>): View {
  return {
    title: `Checking the mailbox of ${fullName}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'E-mail', value: [address] },
          { label: 'Seat', value: [SEAT_TYPE_NAMES[seat.seatType]] },
          { label: 'Privacy', value: [PRIVACY_MEANINGS[seat.privacy].title] },
          ...(seat.team === undefined ? [] : [{ label: 'Team', value: [seat.team] }]),
        ],
      },
      {
        kind: 'note',
        text: [
          'Nothing is charged by this. You get a direct message as soon as the mailbox has been looked at: with a free seat they have it then, without one you see the price first.',
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show status', weight: 'plain', does: { command: 'show', args: { member: address } } },
    ],
  };
}

export function requestSentView(request: ApprovalRequest, approvers: readonly Member[]): View {
  if (request.state === 'approved') return approvedByPolicyView(request);
  return {
    title: `Request ${request.number} was sent: ${subjectText(request)}`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          'It waits for ',
          ...approvers.flatMap((member, index) => [
            index === 0 ? '' : ', ',
            { member: member.id, name: member.fullName },
          ]),
          '. Nothing is charged before they approve.',
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show my requests', weight: 'plain', does: { command: 'requests', args: {} } },
      {
        kind: 'run',
        label: 'Cancel this request',
        weight: 'plain',
        does: { command: 'request cancel', args: { request: request.id } },
      },
    ],
  };
}

function approvedByPolicyView(request: ApprovalRequest): View {
  return {
    title: `Request ${request.number} is approved: ${subjectText(request)}`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [`Nobody else was asked, because ${request.policy.because}. A message tells you what is charged.`],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

export function notWaitingView(state: Seat['state'] | 'unknown'): View {
  return {
    title: 'This invitation is not waiting for a price any more',
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          state === 'unknown'
            ? 'It does not exist any more.'
            : `It is ${state.replaceAll('-', ' ')} now. Nothing was changed.`,
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my requests', weight: 'primary', does: { command: 'requests', args: {} } }],
  };
}

export function invitationCancelledView({ fullName }: Pick<Member, 'fullName'>): View {
  return {
    title: `The invitation of ${fullName} is cancelled`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Nothing was asked for and nothing is charged.'] }],
    actions: [],
  };
}
