import type { Quote } from '../billing/quote.ts';
import { amountIfApprovedOn } from '../billing/quote.ts';
import { formula } from '../billing/quote-line.ts';
import { formatMoney } from '../billing/money.ts';
import { dateText } from '../views/date-text.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { countOf } from '../views/count-text.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { Action, Block, Fact, Inline, View } from '../views/view.ts';
import { lastDay, moneyFacts } from './money-facts.ts';
import { acknowledgementSentence } from './acknowledgement-sentence.ts';
import { seatsWanted, type ApprovalRequest, type ApprovalSubject } from './approval-request.ts';
import { commentButton, saidBlocks, type Said } from './said-blocks.ts';
import { approvedSoFar, whyYou } from './request-progress.ts';
import { signatureText, type Signature } from './signatures.ts';

export type RequestCardInput = {
  readonly request: ApprovalRequest;
  readonly quote: Quote;
  readonly requester: Member;
  readonly approvedBy: readonly Signature[];
  /** Who decided last or cancelled; undefined where time or the policy did. */
  readonly endedBy: Signature | undefined;
  readonly said: readonly Said[];
  readonly today: Temporal.PlainDate;
};

/** The card of a request as everybody sees it: while it is open with its buttons, afterwards with how it ended. */
export function requestCard(input: RequestCardInput): View {
  const { request } = input;
  const isOpen = request.state === 'pending' || request.state === 'awaiting-requester';
  return {
    title: cardTitle(request),
    tone: request.state === 'approved' ? 'good' : 'neutral',
    blocks: [
      { kind: 'facts', facts: requestFacts(input) },
      ...peopleList(request),
      ...(isOpen ? pricing({ ...input, about: pricedThing(request.subject) }) : []),
      ...saidBlocks(input.said),
      ...closing(input),
    ],
    actions: request.state === 'pending' ? decisionButtons(request, input.quote) : [],
  };
}

export function cardTitle(request: ApprovalRequest): string {
  const what = subjectText(request);
  switch (request.state) {
    case 'pending':
      return `Request ${request.number} waits for approval: ${what}`;
    case 'awaiting-requester':
      return `Request ${request.number} waits for the requester: ${what}`;
    case 'approved':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return `Request ${request.number} was ${request.state === 'expired' ? 'not decided in time' : request.state}: ${what}`;
    default:
      return unreachable(request);
  }
}

export function subjectText({ subject }: Pick<ApprovalRequest, 'subject'>): string {
  switch (subject.kind) {
    case 'invite':
      return `a ${SEAT_TYPE_NAMES[subject.seatType]} seat for ${subject.fullName}`;
    case 'conversion':
      return `${SEAT_TYPE_NAMES[subject.seatType]} instead of Sync Only for ${subject.fullName}`;
    case 'keep':
      return `a purchased ${SEAT_TYPE_NAMES[subject.seatType]} seat for ${subject.fullName}, who has a trial`;
    case 'bulk':
      return listText(subject);
    case 'buy':
      return `${subject.quantity} ${SEAT_TYPE_NAMES[subject.seatType]} ${subject.quantity === 1 ? 'seat' : 'seats'}`;
    default:
      return unreachable(subject);
  }
}

/** `Sync Only seats for 4 people`, or where they are of several types, how many of each. */
function listText(subject: Extract<ApprovalSubject, { kind: 'bulk' }>): string {
  const wanted = seatsWanted(subject);
  const [first, ...others] = wanted;
  const people = countOf(subject.people.length, 'person', 'people');
  if (first === undefined || others.length === 0) {
    const name = first === undefined ? '' : `${SEAT_TYPE_NAMES[first.seatType]} `;
    return subject.people.length === 1 ? `a ${name}seat for ${people}` : `${name}seats for ${people}`;
  }
  return `seats for ${people}, ${wanted.map((one) => `${one.named} ${SEAT_TYPE_NAMES[one.seatType]}`).join(' and ')}`;
}

/** Whoever decides sees for whom, and where there are several types, which; one person stands in the title already. */
export function peopleList({ subject }: ApprovalRequest): readonly Block[] {
  if (subject.kind !== 'bulk') return [];
  const isMixed = seatsWanted(subject).length > 1;
  const items = subject.people
    .slice(0, LISTED)
    .map(({ fullName, address, seatType }) => [
      { strong: fullName },
      isMixed ? ` ${address}, ${SEAT_TYPE_NAMES[seatType]}` : ` ${address}`,
    ]);
  return [{ kind: 'list', items, total: subject.people.length }];
}

/** How many people of a list a message names. */
export const LISTED = 30;

/** Money first; an amount that nobody will be charged is not shown any more. */
function requestFacts({ request, quote, requester }: RequestCardInput): readonly Fact[] {
  const askedBy: Fact = {
    label: 'Asked by',
    value: [{ member: requester.id, name: requester.fullName }, ' on ', { moment: request.requestedAt }],
  };
  switch (request.state) {
    case 'pending':
    case 'awaiting-requester':
      return [...moneyFacts(quote), askedBy, whyYou(request)];
    case 'approved':
      return [...moneyFacts(quote), askedBy];
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return [askedBy];
    default:
      return unreachable(request);
  }
}

/** The formula with its numbers, what waiting saves, when the charge starts, and what no approval buys back. */
export function pricing({ quote, today, about = 'seats' }: Pricing): readonly Block[] {
  const { begins, ends } = PROMISES[about];
  const lines = quote.lines.map((line): readonly Inline[] => [
    quote.seats.length === 1 ? '' : `${SEAT_TYPE_NAMES[line.seatType]}: `,
    formula(line),
    line.starts === 'first-access' ? begins : ', from the final approval',
    line.reason === 'minimum-quantity' ? ' (minimum quantity of a first purchase)' : '',
  ]);
  return [
    lines.length === 0
      ? { kind: 'text', text: ['A free seat is used, so nothing is bought.'] }
      : { kind: 'list', items: lines, total: lines.length },
    {
      kind: 'note',
      text: [
        ...laterText(quote, today),
        ends,
        'Seats given up in the period they were added in are credited for the days left; later they end at the renewal, without a refund. Plus tax.',
      ],
    },
  ];
}

export type Pricing = Pick<RequestCardInput, 'quote' | 'today'> & { readonly about?: PricedThing };

/** What a seat of a named person is bought for: to be read, or in exchange for the one they have. */
export type PricedThing = 'seats' | 'conversion';

export function pricedThing({ kind }: ApprovalSubject): PricedThing {
  return kind === 'conversion' ? 'conversion' : 'seats';
}

const PROMISES = {
  seats: {
    begins: ', from the first successful access to the mailbox',
    ends: 'A seat that is never reached within 30 days is not charged. ',
  },
  conversion: {
    begins: ', from the day on which support converts the seat',
    ends: 'What support has not converted within 30 days is not charged. The Sync Only seat becomes free for somebody else and nothing is refunded for it by this. ',
  },
} as const satisfies Record<PricedThing, { readonly begins: string; readonly ends: string }>;

function laterText(quote: Quote, today: Temporal.PlainDate): readonly Inline[] {
  const later = amountIfApprovedOn(quote, today.add({ days: 7 }));
  return later.ok
    ? ['Approved on ', { date: today.add({ days: 7 }) }, ' it would be ', { money: later.value }, '. ']
    : [];
}

function closing({ request, quote, approvedBy, endedBy }: RequestCardInput): readonly Block[] {
  const who = endedBy === undefined ? ['the policy of this account'] : signatureText(endedBy);
  switch (request.state) {
    case 'pending':
      return [
        ...approvedSoFar(approvedBy),
        {
          kind: 'text',
          text: [
            'Decide by ',
            { moment: request.deadline },
            '. By approving you say: ',
            { strong: acknowledgementSentence(quote) },
          ],
        },
      ];
    case 'awaiting-requester':
      return [{ kind: 'text', text: [`${request.because} The requester is asked to agree to the new amount first.`] }];
    case 'approved':
      return [{ kind: 'text', text: ['Approved by ', ...who, ' on ', { moment: request.at }, '.'] }];
    case 'rejected':
      return [
        { kind: 'text', text: ['Rejected by ', ...who, ' on ', { moment: request.at }, '. Nothing is charged.'] },
        { kind: 'text', text: ['Reason: ', request.reason] },
      ];
    case 'cancelled':
      return [
        { kind: 'text', text: ['Cancelled by ', ...who, ' on ', { moment: request.at }, '. Nothing is charged.'] },
      ];
    case 'expired':
      return [{ kind: 'text', text: ['Nobody decided until ', { moment: request.at }, '. Nothing is charged.'] }];
    default:
      return unreachable(request);
  }
}

function decisionButtons(request: ApprovalRequest, quote: Quote): readonly Action[] {
  const args = { request: request.id, version: request.version };
  const label = `Approve ${formatMoney(quote.total)} until ${dateText(lastDay(quote.period.end))}`;
  return [
    { kind: 'run', label, weight: 'primary', does: { command: 'approve', args: { ...args, quote: quote.id } } },
    { kind: 'run', label: 'Reject', weight: 'danger', does: { command: 'reject', args } },
    ...(request.subject.kind === 'conversion'
      ? []
      : [{ kind: 'run', label: 'Change', weight: 'plain', does: { command: 'edit', args } } as const]),
    { kind: 'run', label: 'Ask for more', weight: 'plain', does: { command: 'ask', args: { request: request.id } } },
    commentButton(request),
  ];
}
