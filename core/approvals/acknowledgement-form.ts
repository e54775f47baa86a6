import { formatMoney } from '../billing/money.ts';
import type { Quote } from '../billing/quote.ts';
import type { Call } from '../commands/call.ts';
import type { Fact, Form } from '../views/view.ts';
import { acknowledgementSentence } from './acknowledgement-sentence.ts';
import { moneyFacts, nameOf } from './money-facts.ts';
import { pricing, type PricedThing } from './request-card.ts';

/** The price with its formula, the sentence with its box, and a button that repeats the amount. */
export function acknowledgementForm({
  title,
  quote,
  today,
  about = 'seats',
  does,
}: {
  readonly title: string;
  readonly quote: Quote;
  readonly today: Temporal.PlainDate;
  readonly about?: PricedThing;
  readonly does: Call;
}): Form {
  return {
    title,
    blocks: [{ kind: 'facts', facts: quoteFacts(quote) }, ...pricing({ quote, today, about })],
    inputs: [
      {
        kind: 'check',
        name: 'agreed',
        label: 'Acknowledgement',
        sentence: acknowledgementSentence(quote),
        required: true,
      },
    ],
    submit: { label: `Acknowledge ${formatMoney(quote.total)}`, does },
  };
}

export function quoteFacts(quote: Quote): readonly Fact[] {
  return [
    ...moneyFacts(quote),
    {
      label: 'Price',
      value: [
        ...quote.seats.flatMap((one, index) => [
          `${index === 0 ? '' : ', '}${nameOf(one, quote.seats)}`,
          { money: one.unitPrice },
        ]),
        ` per seat and ${quote.interval}`,
      ],
    },
  ];
}
