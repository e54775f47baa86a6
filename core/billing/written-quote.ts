import type { Quote } from './quote.ts';

/**
 * A quote as it is written, hashed and signed. One for a single seat type says it beside the rest, as it did when there
 * were no others: what agreements and receipts name by its hash stays what it was.
 */
export function writtenQuote({ seats, lines, ...quote }: Quote): object {
  const [one, ...others] = seats;
  if (one === undefined || others.length > 0) return { ...quote, seats, lines };
  return { ...quote, ...one, lines: lines.map(({ seatType: _seatType, ...line }) => line) };
}
