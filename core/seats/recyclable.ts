import type { ChargeLine } from '../billing/charge-line.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { MailboxFault } from '../mailboxes/mailbox-provider.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import { isUsed } from './seat-moves.ts';
import type { SeatType } from './seat-type.ts';
import type { Seat } from './seat.ts';

/** A seat that somebody holds without using it, so that it could be freed instead of buying another. */
export type Recyclable = {
  readonly seat: Seat;
  readonly member: Member;
  readonly because:
    | { readonly kind: 'not-reached'; readonly since: Temporal.Instant }
    | { readonly kind: 'left' }
    | { readonly kind: 'mailbox-gone'; readonly since: Temporal.Instant };
};

export type RecyclableInput = {
  readonly seats: readonly Seat[];
  readonly members: readonly Member[];
  readonly mailboxes: readonly Mailbox[];
  readonly lines: readonly ChargeLine[];
  readonly seatType: SeatType;
  readonly now: Temporal.Instant;
};

/** How long somebody may take, and how long a mailbox may be away, before their seat is offered to others. */
const PATIENCE_HOURS = 7 * 24;

const GONE: ReadonlySet<MailboxFault> = new Set(['no-such-mailbox', 'not-licensed']);

export function recyclable({ seats, members, seatType, ...rows }: RecyclableInput): readonly Recyclable[] {
  const memberById = new Map(members.map((member) => [member.id, member]));
  return seats.flatMap((seat) => {
    const member = memberById.get(seat.memberId);
    if (member === undefined || seat.seatType !== seatType || !isUsed(seat)) return [];
    const because = reasonFor(seat, member, rows);
    return because === undefined ? [] : [{ seat, member, because }];
  });
}

type Rows = Pick<RecyclableInput, 'mailboxes' | 'lines' | 'now'>;

function reasonFor(seat: Seat, member: Member, { mailboxes, lines, now }: Rows): Recyclable['because'] | undefined {
  if (member.standing === 'deactivated' || member.standing === 'removed') return { kind: 'left' };
  if (seat.state === 'provisioning') {
    // What was bought for this person is charged at first access only: freeing it would void it, and gain nobody a seat.
    const isBought = lines.some((line) => line.seatId === seat.id && line.state === 'waiting');
    return !isBought && isLongAgo(seat.since, now) ? { kind: 'not-reached', since: seat.since } : undefined;
  }
  const work = mailboxes.find((mailbox) => mailbox.memberId === member.id && mailbox.class === 'work');
  if (work?.health.kind !== 'failing' || !GONE.has(work.health.fault)) return undefined;
  const { since } = work.health;
  return isLongAgo(since, now) ? { kind: 'mailbox-gone', since } : undefined;
}

function isLongAgo(since: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(since.add({ hours: PATIENCE_HOURS }), now) <= 0;
}

export async function recyclableSeats(
  stores: Pick<Stores, 'seats' | 'members' | 'mailboxes' | 'charges'>,
  seatType: SeatType,
  now: Temporal.Instant,
): Promise<readonly Recyclable[]> {
  return recyclable({
    seats: await stores.seats.list(),
    members: await stores.members.list(),
    mailboxes: await stores.mailboxes.list(),
    lines: await stores.charges.list(),
    seatType,
    now,
  });
}
