import { unreachable } from '../result.ts';
import type { Member } from '../people/member.ts';
import type { Block, Inline, View } from '../views/view.ts';
import type { ApprovalRequest } from './approval-request.ts';
import type { Decided, DecideRefused } from './decide-request.ts';
import { openRefusedSentence } from './open-refused-view.ts';
import { chargeFacts } from './request-notices.ts';
import { cardTitle, subjectText } from './request-card.ts';

/** The private answer to somebody whose decision did not count: true for their case, and it never touches the card. */
export function decisionRefusedView(
  refused: DecideRefused | { readonly kind: 'not-yours' },
  request: ApprovalRequest,
  decider?: Member,
): View {
  return {
    title: `Nothing was decided on request ${request.number}`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [...reason(refused, request, decider)] }, ...stateNow(refused, request)],
    actions: [{ kind: 'run', label: 'Show requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

/** An old card is answered with how things stand, so that nobody has to look for the new one. */
function stateNow(refused: { readonly kind: string }, request: ApprovalRequest): readonly Block[] {
  return refused.kind === 'old-card' ? [{ kind: 'text', text: [`Now: ${cardTitle(request)}.`] }] : [];
}

function reason(
  refused: DecideRefused | { readonly kind: 'not-yours' },
  request: ApprovalRequest,
  decider: Member | undefined,
): readonly Inline[] {
  if (refused.kind === 'closed') return closedReason(refused.request, decider);
  if (refused.kind === 'too-late')
    return [
      'It could be decided until ',
      { moment: refused.deadline },
      '. The card says how it goes on; nothing is charged.',
    ];
  if (refused.kind === 'not-yours')
    return [`Request ${request.number} is not yours: only the person who asked can do that.`];
  if (refused.kind === 'policy')
    return [
      `${openRefusedSentence(refused.refused)} Its price rose since it was asked for; it stays open, and nothing is charged.`,
    ];
  return [REASONS[refused.kind]];
}

const REASONS = {
  'own-request':
    'You asked for this yourself, and nobody approves their own request. It waits for the approvers on the card.',
  'own-seat': 'This seat is for you, so somebody else decides.',
  'not-an-approver': 'You are not an approver of this request. It was put to others when it was made.',
  'no-longer-approver': 'You were an approver when this was asked and are not one now, so it waits for the others.',
  'old-card':
    'This card is older than the request: the amount or the state has changed since. The card is brought up to date; decide there.',
  'not-your-turn': 'It is not your turn yet: the approvers before you decide first.',
  'approved-already': 'You have approved this already. It waits for the others.',
  'needed-later':
    'Only you can give the approval of a later step, and one person counts once. Somebody else of this step decides first; you are asked after them.',
  'requester-first':
    'The amount or what is asked for changed, so the requester is asked to agree again before you are.',
  'no-price':
    'There is no price for this any more, so nothing can be approved. An operator sets prices on the console.',
} as const satisfies Record<Exclude<DecideRefused['kind'], 'closed' | 'too-late' | 'policy'>, string>;

function closedReason(request: ApprovalRequest, decider: Member | undefined): readonly Inline[] {
  const by: readonly Inline[] = decider === undefined ? [] : [' by ', { member: decider.id, name: decider.fullName }];
  switch (request.state) {
    case 'approved':
      return ['It was approved already', ...by, ' on ', { moment: request.at }, '. It is charged once.'];
    case 'rejected':
      return ['It was rejected already', ...by, ' on ', { moment: request.at }, '. Reason: ', request.reason];
    case 'cancelled':
      return ['The requester cancelled it on ', { moment: request.at }, '.'];
    case 'expired':
      return ['Nobody decided in time; it closed on ', { moment: request.at }, '.'];
    case 'pending':
    case 'awaiting-requester':
      return ['It is still open.'];
    default:
      return unreachable(request);
  }
}

const SHOW_REQUESTS: View['actions'] = [
  { kind: 'run', label: 'Show requests', weight: 'plain', does: { command: 'requests', args: {} } },
];

export function decidedView(decided: Decided): View {
  const { request } = decided;
  const title = `Request ${request.number}: ${subjectText(request)}`;
  switch (decided.kind) {
    case 'granted':
      return {
        title: `${title} is approved`,
        tone: 'good',
        blocks: [{ kind: 'facts', facts: chargeFacts(decided.lines) }],
        actions: SHOW_REQUESTS,
      };
    case 'more-needed':
      return {
        title: `${title} has your approval`,
        tone: 'good',
        blocks: [{ kind: 'text', text: ['Others must approve too before anything is charged.'] }],
        actions: SHOW_REQUESTS,
      };
    case 'asked-again':
      return {
        title: `${title} was not approved: the amount changed`,
        tone: 'attention',
        blocks: [
          {
            kind: 'text',
            text: [
              'It would now be at most ',
              { money: decided.quote.total },
              '. Every agreement so far is void; the requester is asked first, then you are.',
            ],
          },
        ],
        actions: SHOW_REQUESTS,
      };
    default:
      return unreachable(decided);
  }
}

export function rejectedView(request: ApprovalRequest): View {
  return {
    title: `Request ${request.number}: ${subjectText(request)} is rejected`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['The requester is told your reason. Nothing is charged.'] }],
    actions: [],
  };
}
