import type { Seat, SeatBase } from '../../core/seats/seat.ts';
import { ACME, ids, NOW } from './ids.ts';

/** An active Sync Only seat; its member was invited by themselves unless the test says by whom. */
export function aSeat(seat: Partial<SeatBase> = {}): Extract<Seat, { state: 'active' }> {
  return { ...aSeatBase(seat), state: 'active', since: NOW };
}

export function aCheckingSeat(seat: Partial<SeatBase> = {}): Extract<Seat, { state: 'checking' }> {
  return { ...aSeatBase(seat), state: 'checking', since: NOW };
}

export function aProvisioningSeat(seat: Partial<SeatBase> = {}): Extract<Seat, { state: 'provisioning' }> {
  return { ...aSeatBase(seat), state: 'provisioning', since: NOW, voidAt: NOW.add({ hours: 30 * 24 }) };
}

function aSeatBase(seat: Partial<SeatBase>): SeatBase {
  const memberId = seat.memberId ?? ids.next('member');
  return {
    id: ids.next('seat'),
    accountId: ACME,
    memberId,
    seatType: 'sync-only',
    team: undefined,
    privacy: 'share-all',
    provider: 'google',
    invitedBy: memberId,
    version: 1,
    ...seat,
  };
}
