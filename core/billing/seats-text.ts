import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';

/** `1 Sync Only seat`, `5 Full Access seats`. */
export function seatsText(count: number, seatType: SeatType): string {
  return `${count} ${SEAT_TYPE_NAMES[seatType]} ${count === 1 ? 'seat' : 'seats'}`;
}
