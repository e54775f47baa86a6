import { quoteFacts } from '../approvals/acknowledgement-form.ts';
import { pricing } from '../approvals/request-card.ts';
import { formatMoney } from '../billing/money.ts';
import { coveredByFree, type Quote } from '../billing/quote.ts';
import type { View } from '../views/view.ts';
import { batchButton, countPeople } from './batch-view-parts.ts';
import type { Batch } from './batch.ts';

export type Priced = { readonly count: number; readonly quote: Quote; readonly today: Temporal.PlainDate };

export function priceView(batch: Batch, { count, quote, today }: Priced): View {
  return {
    title: priceTitle(count, freeIn(quote)),
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: quoteFacts(quote) },
      ...pricing({ quote, today }),
      { kind: 'text', text: ['Their mailboxes can be read. Nothing is asked for before you agree to the amount.'] },
    ],
    actions: [
      batchButton('batch review', `Review ${formatMoney(quote.total)}`, batch, { weight: 'primary' }),
      batchButton('batch withdraw', `Go on without these ${count}`, batch),
    ],
  };
}

/** How many of the people use seats that are free. */
function freeIn(quote: Quote): number {
  return quote.seats.reduce((free, seats) => free + coveredByFree(quote, seats), 0);
}

/** Where somebody approves free seats too, some of those who wait may use one. */
function priceTitle(count: number, free: number): string {
  if (free === 0) return `No free seats for ${countPeople(count)} of your list`;
  const need = count === 1 ? 'needs' : 'need';
  return free === count
    ? `Free seats for ${countPeople(count)} of your list need an approval`
    : `${countPeople(count)} of your list ${need} an approval: ${free} free, ${count - free} to be bought`;
}

export function noPriceForBatchView(count: number): View {
  return {
    title: `No free seats for ${countPeople(count)} of your list, and no price is set for their seat type`,
    tone: 'bad',
    blocks: [
      {
        kind: 'text',
        text: [
          'Nothing was asked for and nothing is charged for them. The operator sets the account’s prices on the console; then invite them again.',
        ],
      },
    ],
    actions: [],
  };
}
