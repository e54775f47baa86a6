import { unreachable } from '../result.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { dateText } from '../views/date-text.ts';
import type { Fact, Form, View } from '../views/view.ts';
import { formatMoney } from './money.ts';
import { hashOf } from './quote-hash.ts';
import { endingNow } from './reduce-seats.ts';
import type { ReductionPlan, ReductionRefused } from './reduction.ts';
import { renewalText } from './renewal.ts';
import { seatsText } from './seats-text.ts';

/** What is agreed to, word for word; it names what is credited and what is not refunded, and is stored as it was shown. */
export function reductionSentence(plan: ReductionPlan, count: number): string {
  const { seatType, credit, atRenewal, renewalOn } = plan;
  const now = endingNow(plan);
  const parts = [
    ...(now === 0 ? [] : [`${now} now, with a credit of ${formatMoney(credit)}`]),
    ...(atRenewal === 0 ? [] : [`${atRenewal} on ${dateText(renewalOn)}, without a refund`]),
  ];
  return `I agree that ${seatsText(count, seatType)} ${count === 1 ? 'ends' : 'end'}: ${parts.join('; ')}.`;
}

export function reductionForm(plan: ReductionPlan, count: number): Form {
  return {
    title: `Give up ${seatsText(count, plan.seatType)}`,
    blocks: [
      { kind: 'facts', facts: reductionFacts(plan) },
      {
        kind: 'note',
        text: [
          'Seats that were added in the running period can be taken back until its end: the days left are credited on its statement. ',
          'Seats of earlier periods are not refunded; they stay usable until the renewal and end with it.',
        ],
      },
    ],
    inputs: [
      {
        kind: 'check',
        name: 'agreed',
        label: 'Agreement',
        sentence: reductionSentence(plan, count),
        required: true,
      },
    ],
    submit: {
      label: `Give up ${count}`,
      does: {
        command: 'reduce confirm',
        args: { count, seatType: plan.seatType, plan: hashOf(plan), shownAt: plan.asOf.toString() },
      },
    },
  };
}

function reductionFacts(plan: ReductionPlan): readonly Fact[] {
  const { purchased, credit, atRenewal, renewalOn, renewal, seatType } = plan;
  const now = endingNow(plan);
  return [
    { label: 'Seats', value: [`${purchased.before} now, ${purchased.after} after`] },
    { label: 'End now', value: now === 0 ? ['none'] : [`${now}, credit `, { money: credit }] },
    {
      label: 'End at the renewal',
      value: atRenewal === 0 ? ['none'] : [`${atRenewal} on `, { date: renewalOn }, ', no refund'],
    },
    {
      label: 'Next renewal',
      value: [`${renewalText(renewal)} for ${seatsText(purchased.after, seatType)} on `, { date: renewalOn }],
    },
  ];
}

export function reducedView(plan: ReductionPlan, count: number): View {
  return {
    title: `${seatsText(count, plan.seatType)} ${count === 1 ? 'was' : 'were'} given up`,
    tone: 'good',
    blocks: [{ kind: 'facts', facts: reductionFacts(plan) }],
    actions: [{ kind: 'run', label: 'Show usage', weight: 'primary', does: { command: 'usage', args: {} } }],
  };
}

export function reductionRefusedView(refused: ReductionRefused, seatType: SeatType): View {
  return {
    title: 'Nothing was given up',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [refusedText(refused, seatType)] }],
    actions: [
      refused.kind === 'in-use' && refused.most > 0
        ? {
            kind: 'run',
            label: `Give up ${refused.most}`,
            weight: 'primary',
            does: { command: 'reduce', args: { count: refused.most, seatType } },
          }
        : { kind: 'run', label: 'List the seats', weight: 'primary', does: { command: 'list', args: {} } },
    ],
  };
}

function refusedText(refused: ReductionRefused, seatType: SeatType): string {
  switch (refused.kind) {
    case 'no-price':
      return 'No price is set for these seats, so nothing can be credited; the operator sets it on the console.';
    case 'in-use': {
      const { most, used, leaving } = refused;
      const ending = leaving === 0 ? '' : ` and ${leaving} end at the renewal already`;
      return `At most ${seatsText(most, seatType)} can be given up: ${used} ${used === 1 ? 'is' : 'are'} used${ending}. Deactivate somebody first to free a seat.`;
    }
    default:
      return unreachable(refused);
  }
}
