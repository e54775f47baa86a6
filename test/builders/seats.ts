import type { Seat, SeatBase } from '../../core/seats/seat.ts';
import type { RunningTerm, TermBase } from '../../core/seats/terms/term.ts';
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
    basis: 'purchased',
    team: undefined,
    privacy: 'share-all',
    provider: 'google',
    invitedBy: memberId,
    version: 1,
    ...seat,
  };
}

/** A term of an expiring seat that was chosen by the member themselves; its last day is 31 Mar 2026. */
export function aTerm(term: Partial<TermBase> = {}): RunningTerm {
  const memberId = term.memberId ?? ids.next('member');
  return {
    id: ids.next('seat-term'),
    accountId: ACME,
    seatId: ids.next('seat'),
    memberId,
    kind: 'expiring',
    endsOn: Temporal.PlainDate.from('2026-03-31'),
    timeZone: 'Europe/Berlin',
    consent: { by: memberId, sentence: 'I agree that it ends.', deliveryId: ids.next('delivery'), at: NOW },
    warned: [],
    version: 1,
    ...term,
    state: 'running',
  };
}
