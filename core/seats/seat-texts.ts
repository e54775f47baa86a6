import type { Seat, SeatState } from './seat.ts';

const TEXTS = {
  checking: 'mailbox being checked',
  refused: 'mailbox not readable',
  'awaiting-acknowledgement': 'waits for the inviter to see the price',
  'awaiting-approval': 'waits for approval',
  provisioning: 'access being checked',
  active: 'active',
  'conversion-requested': 'active; its conversion waits for approval',
  'conversion-granted': 'active; support converts it to Full Access',
  deactivated: 'deactivated',
  removed: 'removed',
  declined: 'declined',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies Record<SeatState, string>;

export function seatStateText(seat: Seat): string {
  return TEXTS[seat.state];
}
