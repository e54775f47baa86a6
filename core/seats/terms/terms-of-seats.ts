import type { Stores } from '../../transaction.ts';
import { holdsSeat } from '../seat-moves.ts';
import type { Seat } from '../seat.ts';
import { termText } from './term-views.ts';
import type { RunningTerm } from './term.ts';

export type TermBySeat = ReadonlyMap<Seat['id'], RunningTerm>;

export async function termsOfSeats({ seatTerms }: Pick<Stores, 'seatTerms'>): Promise<TermBySeat> {
  return new Map((await seatTerms.allRunning()).map((term) => [term.seatId, term]));
}

/** `, trial until 31 Mar 2026` after the state of a seat that somebody holds; empty where it has no end. */
export function endText(seat: Seat, terms: TermBySeat): string {
  const term = holdsSeat(seat) ? terms.get(seat.id) : undefined;
  return term === undefined ? '' : `, ${termText(term)}`;
}

/** Whether a held seat has its last day within so many days from today; a day that is over counts, too. */
export function endsWithin(
  seat: Seat | undefined,
  terms: TermBySeat,
  { days, now }: { readonly days: number; readonly now: Temporal.Instant },
): boolean {
  const term = seat !== undefined && holdsSeat(seat) ? terms.get(seat.id) : undefined;
  if (term === undefined) return false;
  const last = now.toZonedDateTimeISO(term.timeZone).toPlainDate().add({ days });
  return Temporal.PlainDate.compare(term.endsOn, last) <= 0;
}
