import { formatMoney } from '../billing/money.ts';
import type { Quote } from '../billing/quote.ts';
import { dateText } from '../views/date-text.ts';

/** What is agreed to, word for word; it names the amount and the last day it covers, and is stored as it was shown. */
export function acknowledgementSentence({ total, period, renewal, interval }: Quote): string {
  const until = dateText(period.end.subtract({ days: 1 }));
  return `I agree that at most ${formatMoney(total)} is charged for this until ${until}, and ${formatMoney(renewal.added)} per ${interval} from ${dateText(renewal.on)}.`;
}
