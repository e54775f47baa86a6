export const SEAT_TYPES = ['sync-only', 'full-access'] as const;
export type SeatType = (typeof SEAT_TYPES)[number];

export const SEAT_TYPE_NAMES = { 'sync-only': 'Sync Only', 'full-access': 'Full Access' } as const satisfies Record<
  SeatType,
  string
>;
