import { formatMoney } from '../billing/money.ts';
import type { Quote } from '../billing/quote.ts';
import { dateText } from '../views/date-text.ts';
import type { Call } from '../commands/call.ts';
import type { Fact, Form } from '../views/view.ts';
import { lastDay, pricing } from './request-card.ts';

/** What is agreed to, word for word; the sentence names the amount and the last day it covers, and is stored as shown. */
export function acknowledgementSentence({ total, period, renewal, interval }: Quote): string {
  const until = dateText(lastDay(period.end));
  return `I agree that at most ${formatMoney(total)} is charged for this until ${until}, and ${formatMoney(renewal.added)} per ${interval} from ${dateText(renewal.on)}.`;
}

/** The price with its formula, the sentence with its box, and a button that repeats the amount. */
export function acknowledgementForm({
  title,
  quote,
  today,
  does,
}: {
  readonly title: string;
  readonly quote: Quote;
  readonly today: Temporal.PlainDate;
  readonly does: Call;
}): Form {
  return {
    title,
    blocks: [{ kind: 'facts', facts: quoteFacts(quote) }, ...pricing({ quote, today })],
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
  const { purchased, unitPrice, interval, total, period, renewal } = quote;
  return [
    { label: 'Seats', value: [`${purchased.before} now, ${purchased.after} after`] },
    { label: 'Price', value: [{ money: unitPrice }, ` per seat and ${interval}`] },
    { label: 'Most that can be charged', value: [{ money: total }] },
    { label: 'Until', value: [{ date: lastDay(period.end) }, ` (${quote.timeZone})`] },
    { label: 'Next renewal', value: [{ money: renewal.all }, ' on ', { date: renewal.on }] },
  ];
}
