import type { QuotedSeats, Quote } from '../billing/quote.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { countOf } from '../views/count-text.ts';
import { dateText } from '../views/date-text.ts';
import type { Fact } from '../views/view.ts';

/** What it may cost, what it renews at, and how many seats there are before and after. */
export function moneyFacts({ total, period, renewal, interval, seats, timeZone }: Quote): readonly Fact[] {
  const until = dateText(lastDay(period.end));
  return [
    { label: 'Most that can be charged', value: [{ money: total }, ` until ${until} (${timeZone})`] },
    {
      label: 'Next renewal',
      value: [{ money: renewal.all }, ` per ${interval} from ${dateText(renewal.on)}, for ${allSeats(seats)}`],
    },
    { label: 'Seats', value: [seats.map((one) => `${nameOf(one, seats)}${change(one)}`).join('; ')] },
  ];
}

/** People say the last day that is included; periods are kept half-open. */
export function lastDay(end: Temporal.PlainDate): Temporal.PlainDate {
  return end.subtract({ days: 1 });
}

function allSeats(seats: readonly QuotedSeats[]): string {
  const after = seats.reduce((sum, { purchased }) => sum + purchased.after, 0);
  return after === 1 ? '1 seat' : `all ${countOf(after, 'seat', 'seats')}`;
}

/** Which type it is about needs no word where there is one. */
export function nameOf({ seatType }: Pick<QuotedSeats, 'seatType'>, seats: readonly QuotedSeats[]): string {
  return seats.length === 1 ? '' : `${SEAT_TYPE_NAMES[seatType]} `;
}

function change({ purchased: { before, after } }: QuotedSeats): string {
  return `${before} now, ${after} after`;
}
