import type { SeatType } from '../seats/seat-type.ts';
import { dateText } from '../views/date-text.ts';
import type { Inline } from '../views/view.ts';
import { periodAt } from './billing-period.ts';
import { countingZone, unitPrice, type PriceList } from './price-list.ts';
import { dateOf, effectiveAt } from './proration.ts';

type Lasting = { readonly seatType: SeatType; readonly until: Temporal.PlainDate; readonly now: Temporal.Instant };

/** What a purchased seat goes on costing when somebody has it beyond the period that is paid; undefined within it. */
export function seatPriceFrom(
  terms: PriceList | undefined,
  { seatType, until, now }: Lasting,
): readonly Inline[] | undefined {
  const price = terms && unitPrice(terms, seatType);
  if (terms === undefined || price === undefined) return undefined;
  const period = periodAt(terms.anchor, terms.interval, dateOf(effectiveAt(terms.mode, countingZone(terms), now)));
  if (Temporal.PlainDate.compare(until, period.end) < 0) return undefined;
  return [
    `That is after ${dateText(period.end.subtract({ days: 1 }))}, when the period ends that is charged so far. The seat renews on ${dateText(period.end)} at `,
    { money: price },
    ` per ${terms.interval}, as all purchased seats do; choosing a last day charges nothing.`,
  ];
}
