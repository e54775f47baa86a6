import { describe, expect, test } from 'vitest';
import {
  holdsSeat,
  isReadable,
  isUnderway,
  isUsed,
  moveSeat,
  movedSeat,
  SEAT_MOVES,
  type SeatEvent,
} from '../../../core/seats/seat-moves.ts';
import { SEAT_BASES, type Seat, type SeatState } from '../../../core/seats/seat.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aSeat } from '../../builders/seats.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/seats/seats.md');
const { state: _, since: __, ...base } = aSeat({ version: 7 });
const voidAt = NOW.add({ hours: 30 * 24 });

const SEATS = {
  checking: { ...base, state: 'checking', since: NOW },
  refused: { ...base, state: 'refused', fault: 'alias', at: NOW },
  'awaiting-acknowledgement': { ...base, state: 'awaiting-acknowledgement', quoteId: ids.next('quote') },
  'awaiting-approval': { ...base, state: 'awaiting-approval', requestId: ids.next('request') },
  provisioning: { ...base, state: 'provisioning', since: NOW, voidAt },
  active: { ...base, state: 'active', since: NOW },
  'conversion-requested': {
    ...base,
    state: 'conversion-requested',
    since: NOW,
    askedBy: ids.next('member'),
    requestId: ids.next('request'),
  },
  'conversion-granted': {
    ...base,
    state: 'conversion-granted',
    since: NOW,
    askedBy: ids.next('member'),
    until: voidAt,
  },
  deactivated: { ...base, state: 'deactivated', at: NOW },
  removed: { ...base, state: 'removed', at: NOW },
  declined: { ...base, state: 'declined', at: NOW },
  cancelled: { ...base, state: 'cancelled', at: NOW },
  expired: { ...base, state: 'expired', at: NOW },
} as const satisfies Record<SeatState, Seat>;

const EVENTS = {
  'mailbox-refused': { kind: 'mailbox-refused', fault: 'alias', at: NOW },
  priced: { kind: 'priced', quoteId: ids.next('quote') },
  asked: { kind: 'asked', requestId: ids.next('request') },
  changed: { kind: 'changed', requestId: ids.next('request'), seatType: 'full-access', team: 'Sales' },
  granted: { kind: 'granted', at: NOW, voidAt },
  bought: { kind: 'bought', at: NOW, voidAt },
  reached: { kind: 'reached', at: NOW },
  'conversion-asked': { kind: 'conversion-asked', askedBy: ids.next('member'), requestId: ids.next('request') },
  'conversion-granted': { kind: 'conversion-granted', askedBy: ids.next('member'), until: voidAt },
  converted: { kind: 'converted' },
  'conversion-ended': { kind: 'conversion-ended' },
  declined: { kind: 'declined', at: NOW },
  cancelled: { kind: 'cancelled', at: NOW },
  expired: { kind: 'expired', at: NOW },
  deactivated: { kind: 'deactivated', at: NOW },
  removed: { kind: 'removed', at: NOW },
} as const satisfies Record<SeatEvent['kind'], SeatEvent>;

const PAIRS = SEAT_BASES.flatMap((basis) =>
  Object.values(SEATS).flatMap((seat) =>
    Object.values(EVENTS).map((event) => ({ basis, from: seat.state, kind: event.kind, seat, event })),
  ),
);

/** Only a trial is bought out of one, and only a purchased seat is converted. */
function isFor(basis: Seat['basis'], kind: SeatEvent['kind']): boolean {
  if (kind === 'bought') return basis === 'trial';
  return basis === 'purchased' || (kind !== 'conversion-asked' && kind !== 'conversion-granted');
}

describe('the moves of a seat', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    for (const state of drawing.states) expect(Object.keys(SEATS)).toContain(state);
  });

  test.each(PAIRS)('of a $basis one from $from by $kind go where it is drawn', ({ basis, from, kind, seat, event }) => {
    const [drawn] = isFor(basis, kind) ? drawing.after(from, kind) : [];

    const moved = moveSeat({ ...seat, basis }, event);

    expect(moved.ok ? moved.value.state : undefined).toBe(drawn);
    expect(SEAT_MOVES[kind].some((one) => one === from)).toBe(drawing.after(from, kind).length > 0);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from, event: kind } }
        : {
            value: { id: seat.id, memberId: seat.memberId, version: 8, basis: kind === 'bought' ? 'purchased' : basis },
          },
    );
  });

  test('to Full Access are for Sync Only seats, and keep since when the seat is held', () => {
    const granted = SEATS['conversion-granted'];

    expect(moveSeat({ ...SEATS.active, seatType: 'full-access' }, EVENTS['conversion-asked']).ok).toBe(false);
    expect(moveSeat({ ...SEATS.active, seatType: 'full-access' }, EVENTS['conversion-granted']).ok).toBe(false);
    expect(movedSeat(granted, EVENTS.converted)).toMatchObject({
      seatType: 'full-access',
      state: 'active',
      since: granted.since,
    });
    expect(movedSeat(granted, EVENTS['conversion-ended'])).toMatchObject({ seatType: 'sync-only', state: 'active' });
  });

  test('that the caller took for granted and that are not there are a bug', () => {
    expect(() => movedSeat(SEATS.active, EVENTS.granted)).toThrow('is active and cannot take “granted”');
  });
});

describe('a seat', () => {
  test.each(Object.values(SEATS))('that is $state is counted as its state says', (seat) => {
    const isHeld = ['provisioning', 'active', 'conversion-requested', 'conversion-granted'].includes(seat.state);
    const isComing = ['checking', 'awaiting-acknowledgement', 'awaiting-approval'].includes(seat.state);

    expect(holdsSeat(seat)).toBe(isHeld);
    expect(isReadable(seat)).toBe(isHeld && seat.state !== 'provisioning');
    expect(isUnderway(seat)).toBe(isHeld || isComing);
    expect(isUsed(seat)).toBe(isHeld);
    expect(isUsed({ ...seat, basis: 'trial' })).toBe(false);
  });
});
