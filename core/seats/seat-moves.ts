import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { SeatType } from './seat-type.ts';
import type { Seat, SeatBase, SeatState } from './seat.ts';

export type SeatEvent =
  | { readonly kind: 'mailbox-refused'; readonly fault: MailboxFault; readonly at: Temporal.Instant }
  | { readonly kind: 'priced'; readonly quoteId: Id<'quote'> }
  | { readonly kind: 'asked'; readonly requestId: Id<'request'> }
  | {
      readonly kind: 'changed';
      readonly requestId: Id<'request'>;
      readonly seatType: SeatType;
      readonly team: string | undefined;
    }
  /** `bought`: what was a trial is a purchased seat from here on, whose access is checked again before it is charged. */
  | { readonly kind: 'granted' | 'bought'; readonly at: Temporal.Instant; readonly voidAt: Temporal.Instant }
  | { readonly kind: 'reached'; readonly at: Temporal.Instant }
  | {
      readonly kind: 'declined' | 'cancelled' | 'expired' | 'deactivated' | 'removed';
      readonly at: Temporal.Instant;
    };

export type SeatMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: SeatState;
  readonly event: SeatEvent['kind'];
};

/** The table of seats.md: from which states an event may come. Everything else is refused. */
export const SEAT_MOVES = {
  'mailbox-refused': ['checking'],
  priced: ['checking', 'awaiting-acknowledgement'],
  asked: ['awaiting-acknowledgement'],
  changed: ['awaiting-approval'],
  granted: ['checking', 'awaiting-acknowledgement', 'awaiting-approval'],
  bought: ['provisioning', 'active'],
  reached: ['provisioning'],
  declined: ['awaiting-approval'],
  cancelled: ['checking', 'awaiting-acknowledgement', 'awaiting-approval', 'provisioning'],
  expired: ['checking', 'awaiting-acknowledgement', 'awaiting-approval', 'provisioning'],
  deactivated: ['provisioning', 'active'],
  removed: ['provisioning', 'active', 'deactivated'],
} as const satisfies Record<SeatEvent['kind'], readonly SeatState[]>;

export function moveSeat(seat: Seat, event: SeatEvent): Result<Seat, SeatMoveRefused> {
  const from: readonly SeatState[] = SEAT_MOVES[event.kind];
  const isBarred = event.kind === 'bought' && seat.basis !== 'trial';
  if (isBarred || !from.includes(seat.state)) return err({ kind: 'no-such-move', from: seat.state, event: event.kind });
  const base = nextBase(seat);
  switch (event.kind) {
    case 'mailbox-refused':
      return ok({ ...base, state: 'refused', fault: event.fault, at: event.at });
    case 'priced':
      return ok({ ...base, state: 'awaiting-acknowledgement', quoteId: event.quoteId });
    case 'asked':
      return ok({ ...base, state: 'awaiting-approval', requestId: event.requestId });
    case 'changed':
      return ok({
        ...base,
        seatType: event.seatType,
        team: event.team,
        state: 'awaiting-approval',
        requestId: event.requestId,
      });
    case 'granted':
      return ok({ ...base, state: 'provisioning', since: event.at, voidAt: event.voidAt });
    case 'bought':
      return ok({ ...base, basis: 'purchased', state: 'provisioning', since: event.at, voidAt: event.voidAt });
    case 'reached':
      return ok({ ...base, state: 'active', since: event.at });
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'deactivated':
    case 'removed':
      return ok({ ...base, state: event.kind, at: event.at });
    default:
      return unreachable(event);
  }
}

function nextBase(seat: Seat): SeatBase {
  const { id, accountId, memberId, seatType, basis, team, privacy, provider, invitedBy, version } = seat;
  return { id, accountId, memberId, seatType, basis, team, privacy, provider, invitedBy, version: version + 1 };
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedSeat(seat: Seat, event: SeatEvent): Seat {
  const moved = moveSeat(seat, event);
  if (!moved.ok) throw new Error(`Seat ${seat.id} is ${seat.state} and cannot take “${event.kind}”`);
  return moved.value;
}

/** States in which the member has their seat, whatever it stands on. */
export function holdsSeat(seat: Seat): boolean {
  return seat.state === 'provisioning' || seat.state === 'active';
}

/** Seats that count against the entitlement: whoever tries Usher out holds none of those that were purchased. */
export function isUsed(seat: Seat): boolean {
  return seat.basis === 'purchased' && holdsSeat(seat);
}

/** States in which the member is on the way to a seat or has one, so that inviting again would be a duplicate. */
export function isUnderway(seat: Seat): boolean {
  return (
    holdsSeat(seat) ||
    seat.state === 'checking' ||
    seat.state === 'awaiting-acknowledgement' ||
    seat.state === 'awaiting-approval'
  );
}
