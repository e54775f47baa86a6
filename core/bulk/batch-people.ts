import type { SeatFor } from '../approvals/approval-request.ts';
import type { Id } from '../ids.ts';
import type { Seat } from '../seats/seat.ts';
import { isReadable, isUnderway } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import type { BatchRow, SeatedRow } from './batch-row.ts';

/** Somebody who was invited with a batch: what was written about them, and how far they have come since. */
export type BatchPerson = { readonly row: SeatedRow; readonly seat: Seat };

export async function peopleOfRows(
  { seats }: Pick<Stores, 'seats'>,
  rows: readonly BatchRow[],
): Promise<readonly BatchPerson[]> {
  const people: BatchPerson[] = [];
  for (const row of rows) {
    if (!('seatId' in row)) continue;
    const seat = await seats.get(row.seatId);
    if (seat === undefined) throw new Error(`Row ${row.number} of batch ${row.batchId} lacks its seat`);
    people.push({ row, seat });
  }
  return people;
}

export async function peopleOfBatch(
  stores: Pick<Stores, 'seats' | 'batchRows'>,
  batchId: Id<'batch'>,
): Promise<readonly BatchPerson[]> {
  return await peopleOfRows(stores, await stores.batchRows.ofBatch(batchId));
}

/** As they stand on the request for all of them. */
export function seatForPerson({ row, seat }: BatchPerson): SeatFor {
  const { fullName, address } = row;
  return { seatId: seat.id, memberId: seat.memberId, seatType: seat.seatType, fullName, address };
}

export function isLookedAt({ row, seat }: BatchPerson): boolean {
  return row.state === 'invited' && seat.state === 'checking';
}

/** Their mailbox can be read, and they wait for a seat: for a free one, or for the price of the whole. */
export function waitsForSeat({ row, seat }: BatchPerson): boolean {
  return row.state === 'readable' && (seat.state === 'checking' || seat.state === 'awaiting-acknowledgement');
}

/** Nothing about them is decided any more by what becomes of the batch. */
export function isSettled({ row, seat }: BatchPerson): boolean {
  return row.state === 'alone' || !isUnderway(seat) || isReadable(seat);
}
