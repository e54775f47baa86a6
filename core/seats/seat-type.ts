export const SEAT_TYPES = ['sync-only', 'full-access'] as const;
export type SeatType = (typeof SEAT_TYPES)[number];
