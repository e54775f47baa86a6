import { quoteFacts } from '../approvals/acknowledgement-form.ts';
import { pricing } from '../approvals/request-card.ts';
import type { Currency } from '../billing/currency.ts';
import { formatMoney } from '../billing/money.ts';
import type { Quote } from '../billing/quote.ts';
import type { Member } from '../people/member.ts';
import type { View } from '../views/view.ts';
import type { Recyclable } from './recyclable.ts';
import { recyclableActions, recyclableBlocks } from './recyclable-views.ts';
import { SEAT_TYPE_NAMES } from './seat-type.ts';
import type { Seat } from './seat.ts';

const READING = {
  first: 'Their mailbox is readable; the first reading begins now and may take up to 24 hours.',
  again: 'Their mailbox is readable; reading goes on from where it stopped.',
} as const;

export function freeSeatTakenView(seat: Seat, member: Member, currency: Currency | undefined): View {
  const cost = currency === undefined ? 'nothing' : formatMoney({ currency, minor: 0n });
  return {
    title: `${member.fullName} has a ${SEAT_TYPE_NAMES[seat.seatType]} seat`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          `A free seat was used, so this costs ${cost}. ${READING[member.standing === 'deactivated' ? 'again' : 'first']}`,
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: `Show ${member.fullName}`,
        weight: 'primary',
        does: { command: 'show', args: { member: member.address } },
      },
    ],
  };
}

export type PriceToReview = {
  readonly seat: Seat;
  readonly member: Member;
  readonly quote: Quote;
  readonly today: Temporal.PlainDate;
  /** Seats that could be freed instead. */
  readonly unused: readonly Recyclable[];
};

export function priceToReviewView({ seat, member, quote, today, unused }: PriceToReview): View {
  return {
    title:
      quote.lines.length === 0
        ? `A free seat for ${member.fullName} needs an approval`
        : `No free seat for ${member.fullName}`,
    tone: 'attention',
    blocks: [
      ...recyclableBlocks(unused),
      { kind: 'facts', facts: quoteFacts(quote) },
      ...pricing({ quote, today }),
      { kind: 'text', text: ['Their mailbox is readable. Nothing is asked for before you agree to the amount.'] },
    ],
    actions: [
      {
        kind: 'run',
        label: `Review ${formatMoney(quote.total)}`,
        weight: 'primary',
        does: { command: 'invite review', args: { seat: seat.id } },
      },
      ...recyclableActions(unused, seat.id),
      {
        kind: 'run',
        label: 'Cancel the invitation',
        weight: 'plain',
        does: { command: 'invite cancel', args: { seat: seat.id } },
      },
    ],
  };
}

export function noPriceView(member: Member): View {
  return {
    title: `No free seat for ${member.fullName}, and no price is set`,
    tone: 'bad',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing was asked for and nothing is charged. The operator sets the account’s prices on the console; then invite again.',
        ],
      },
    ],
    actions: [],
  };
}
