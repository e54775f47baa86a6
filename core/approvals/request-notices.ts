import { compare, formatMoney, sum } from '../billing/money.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Quote } from '../billing/quote.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { Block, Fact, Inline, View } from '../views/view.ts';
import { acknowledgementSentence } from './acknowledgement-sentence.ts';
import type { ApprovalRequest, SeatFor } from './approval-request.ts';
import { LISTED, pricedThing, pricing, subjectText } from './request-card.ts';
import { endedBy, signatureText } from './signatures.ts';
import { today } from '../clock.ts';
import { countOf } from '../views/count-text.ts';

type Deps = { readonly ids: Ids; readonly clock: Clock };

/** Tells the requester how it ended, with what is charged line by line. */
export async function tellOutcome(
  deps: Deps,
  stores: Stores,
  request: ApprovalRequest,
  lines: readonly ChargeLine[],
): Promise<void> {
  const ended = await endedBy(stores, request);
  await tell(deps, stores, request.accountId, {
    key: `request-outcome:${request.id}`,
    subject: `request-outcome:${request.id}`,
    recipient: { kind: 'member', memberId: request.requestedBy },
    view: outcomeView(request, lines, ended === undefined ? ['somebody'] : signatureText(ended)),
  });
}

type Outcome = Pick<View, 'tone' | 'blocks'> & { readonly word: string };

function outcomeView(request: ApprovalRequest, lines: readonly ChargeLine[], decider: readonly Inline[]): View {
  const { word, tone, blocks } = outcomeOf(request, lines, decider);
  return {
    title: `Request ${request.number}: ${subjectText(request)} ${word}`,
    tone,
    blocks,
    actions: [{ kind: 'run', label: 'Show my requests', weight: 'plain', does: { command: 'requests', args: {} } }],
  };
}

function outcomeOf(request: ApprovalRequest, lines: readonly ChargeLine[], decider: readonly Inline[]): Outcome {
  switch (request.state) {
    case 'approved':
      return {
        word: 'was approved',
        tone: 'good',
        blocks: [
          approvedBecause(request, decider),
          { kind: 'facts', facts: chargeFacts(lines) },
          note(NEXT[request.subject.kind]),
        ],
      };
    case 'rejected':
      return {
        word: 'was rejected',
        tone: 'attention',
        blocks: [
          { kind: 'text', text: [...decider, ' gave this reason: ', request.reason] },
          note('Nothing is charged.'),
        ],
      };
    case 'cancelled':
      return {
        word: 'was cancelled',
        tone: 'neutral',
        blocks: [{ kind: 'note', text: ['Cancelled by ', ...decider, '. Nothing is charged.'] }],
      };
    case 'expired':
      return {
        word: 'was not decided in time',
        tone: 'attention',
        blocks: [note('Nothing is charged. Ask again if it is still needed.')],
      };
    case 'pending':
    case 'awaiting-requester':
      throw new Error(`Request ${request.id} has no outcome yet`);
    default:
      return unreachable(request);
  }
}

function approvedBecause({ approvals, policy }: ApprovalRequest, decider: readonly Inline[]): Block {
  return approvals.length > 0
    ? { kind: 'text', text: ['Approved by ', ...decider, '.'] }
    : { kind: 'text', text: [`Nobody else was asked, because ${policy.because}.`] };
}

/** What is charged already stands before what may be; people who each wait for their own mailbox stand together. */
export function chargeFacts(lines: readonly ChargeLine[]): readonly Fact[] {
  const waiting = lines.filter((line) => line.state === 'waiting');
  return [
    ...lines.filter(({ state }) => state === 'accrued').map(chargeFact),
    ...(waiting.length > 1 ? [waitingTogether(waiting)] : waiting.map(chargeFact)),
    ...lines.filter(({ state }) => state === 'voided').map(chargeFact),
  ];
}

type WaitingLine = Extract<ChargeLine, { state: 'waiting' }>;

function waitingTogether(lines: readonly WaitingLine[]): Fact {
  const amounts = lines.flatMap(({ acknowledged }) => acknowledged.toSorted(compare).slice(0, 1));
  const [first] = amounts;
  const [line] = lines;
  if (first === undefined || line === undefined) throw new Error('Nobody acknowledged what waits');
  const most = formatMoney(sum(first.currency, amounts));
  return {
    label: 'Charged at each first access',
    value: [
      `at most ${most} for ${countOf(lines.length, 'seat', 'seats')}; nothing for a mailbox not reached by `,
      { moment: line.voidAt },
    ],
  };
}

const NEXT = {
  invite: 'Their mailbox is checked now; you are told when it is being read.',
  keep: 'Their mailbox is looked at once more; the charge begins with that, and the trial has no end any more.',
  bulk: 'Their mailboxes are checked now; the message about these people shows how far each has come.',
  buy: 'The seats can be used now.',
  conversion: 'Support converts the seat now; it is charged from the day they do.',
} as const satisfies Record<ApprovalRequest['subject']['kind'], string>;

function note(text: string): Block {
  return { kind: 'note', text: [text] };
}

export function chargeFact(line: ChargeLine): Fact {
  switch (line.state) {
    case 'waiting':
      return {
        label: 'Charged at first access',
        value: [
          `at most ${line.acknowledged.map(formatMoney).join(', ')} for ${seats(line)}; nothing if the mailbox is not reached by `,
          { moment: line.voidAt },
        ],
      };
    case 'accrued':
      return { label: `Charged for ${seats(line)}`, value: amountWithFormula(line) };
    case 'voided':
      return { label: `Not charged for ${seats(line)}`, value: [line.reason] };
    default:
      return unreachable(line);
  }
}

function seats({ quantity }: ChargeLine): string {
  return countOf(quantity, 'seat', 'seats');
}

/** The formula ends in what it amounts to; less is charged where less was agreed to. */
function amountWithFormula({ amount, formula }: Extract<ChargeLine, { state: 'accrued' }>): readonly Inline[] {
  return formula.endsWith(`= ${formatMoney(amount)}`) ? [formula] : [{ money: amount }, ` (${formula})`];
}

export type AskedAgainFor = {
  readonly quote: Quote;
  readonly because: string;
  /** Those of a list who get no seat. */
  readonly leftOut?: readonly SeatFor[];
};

/** The amount would rise, or it is for something else: the requester is asked before anybody else. */
export async function tellAskedAgain(
  deps: Deps,
  stores: Stores,
  request: ApprovalRequest,
  { quote, because, leftOut = [] }: AskedAgainFor,
): Promise<void> {
  await tell(deps, stores, request.accountId, {
    key: `request-again:${request.id}:${request.version}`,
    subject: `request-again:${request.id}:${request.version}`,
    recipient: { kind: 'member', memberId: request.requestedBy },
    view: {
      title: `Request ${request.number} needs your agreement again`,
      tone: 'attention',
      blocks: [
        { kind: 'text', text: [because, ' ', acknowledgementSentence(quote)] },
        ...leftOutList(leftOut),
        ...pricing({ quote, today: today(deps.clock, quote.timeZone), about: pricedThing(request.subject) }),
      ],
      actions: [
        {
          kind: 'run',
          label: `Review ${formatMoney(quote.total)}`,
          weight: 'primary',
          does: { command: 'request review', args: { request: request.id, quote: quote.id } },
        },
      ],
    },
  });
}

function leftOutList(leftOut: readonly SeatFor[]): readonly Block[] {
  if (leftOut.length === 0) return [];
  const items = leftOut
    .slice(0, LISTED)
    .map(({ fullName, address }) => [{ strong: fullName }, ` ${address} gets no seat`]);
  return [{ kind: 'list', items, total: leftOut.length }];
}
