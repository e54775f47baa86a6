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
      readonly kind: 'conversion-asked';
      readonly askedBy: Id<'member'>;
      readonly requestId: Id<'request'>;
    }
  | { readonly kind: 'conversion-granted'; readonly askedBy: Id<'member'>; readonly until: Temporal.Instant }
  | { readonly kind: 'converted' | 'conversion-ended' }
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
  'conversion-asked': ['active'],
  'conversion-granted': ['active', 'conversion-requested'],
  converted: ['conversion-granted'],
  'conversion-ended': ['conversion-requested', 'conversion-granted'],
  deactivated: ['provisioning', 'active', 'conversion-granted'],
  removed: ['provisioning', 'active', 'conversion-granted', 'deactivated'],
} as const satisfies Record<SeatEvent['kind'], readonly SeatState[]>;

export function moveSeat(seat: Seat, event: SeatEvent): Result<Seat, SeatMoveRefused> {
  const from: readonly SeatState[] = SEAT_MOVES[event.kind];
  if (isBarred(seat, event) || !from.includes(seat.state))
    return err({ kind: 'no-such-move', from: seat.state, event: event.kind });
  const base = nextBase(seat);
  switch (event.kind) {
    case 'mailbox-refused':
      return ok({ ...base, state: 'refused', fault: event.fault, at: event.at });
    case 'priced':
      return ok({ ...base, state: 'awaiting-acknowledgement', quoteId: event.quoteId });
    case 'asked':
      return ok({ ...base, state: 'awaiting-approval', requestId: event.requestId });
    case 'changed': {
      const { seatType, team, requestId } = event;
      return ok({ ...base, seatType, team, state: 'awaiting-approval', requestId });
    }
    case 'granted':
      return ok({ ...base, state: 'provisioning', since: event.at, voidAt: event.voidAt });
    case 'bought':
      return ok({ ...base, basis: 'purchased', state: 'provisioning', since: event.at, voidAt: event.voidAt });
    case 'reached':
      return ok({ ...base, state: 'active', since: event.at });
    case 'conversion-asked':
    case 'conversion-granted':
    case 'converted':
    case 'conversion-ended':
      return ok({ ...base, ...converting(seat, event) });
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

/** What was never a trial is not bought out of one; what is a trial or Full Access already is not converted to it. */
function isBarred({ basis, seatType }: Seat, { kind }: SeatEvent): boolean {
  if (kind === 'bought') return basis !== 'trial';
  const isConversion = kind === 'conversion-asked' || kind === 'conversion-granted';
  return isConversion && (basis === 'trial' || seatType !== 'sync-only');
}

type Converting = Extract<
  SeatEvent,
  { readonly kind: 'conversion-asked' | 'conversion-granted' | 'converted' | 'conversion-ended' }
>;

function converting(seat: Seat, event: Converting) {
  if (!isReadable(seat)) throw new Error(`Seat ${seat.id} is ${seat.state} and is not held`);
  const { since } = seat;
  switch (event.kind) {
    case 'conversion-asked':
      return { state: 'conversion-requested', since, askedBy: event.askedBy, requestId: event.requestId } as const;
    case 'conversion-granted':
      return { state: 'conversion-granted', since, askedBy: event.askedBy, until: event.until } as const;
    case 'converted':
      return { seatType: 'full-access', state: 'active', since } as const;
    case 'conversion-ended':
      return { state: 'active', since } as const;
    default:
      return unreachable(event);
  }
}

export type ReadableSeat = Extract<Seat, { readonly state: 'active' | 'conversion-requested' | 'conversion-granted' }>;

/** States in which the member's mailboxes are read: that a seat is being converted changes nothing about it. */
export function isReadable(seat: Seat): seat is ReadableSeat {
  return seat.state === 'active' || seat.state === 'conversion-requested' || seat.state === 'conversion-granted';
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
  return seat.state === 'provisioning' || isReadable(seat);
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
