import { departureHash } from '../../core/departures/departure-hash.ts';
import { NO_LOSSES, type DepartureSnapshot, type Losses } from '../../core/departures/departure-snapshot.ts';
import type { Departure, DepartureBase } from '../../core/departures/departure.ts';
import { planDeparture } from '../../core/departures/plan-departure.ts';
import { ACME, ids, NOW } from './ids.ts';

/** Somebody with a Sync Only seat and nothing else. */
export function aSnapshot(snapshot: Partial<DepartureSnapshot> = {}): DepartureSnapshot {
  return {
    memberId: ids.next('member'),
    seatType: 'sync-only',
    mailboxes: [],
    lists: [],
    apiKey: undefined,
    losses: { personal: NO_LOSSES, all: NO_LOSSES },
    held: { interactions: 0, connections: 0 },
    notes: { attached: 0, personal: 0, all: 0 },
    ...snapshot,
  };
}

export function someLosses(losses: Partial<Losses> = {}): Losses {
  return { ...NO_LOSSES, ...losses };
}

export function aScheduledDeparture(
  departure: Partial<DepartureBase> = {},
): Extract<Departure, { state: 'scheduled' }> {
  const memberId = departure.memberId ?? ids.next('member');
  const plan = departure.plan ?? planDeparture('deactivate', aSnapshot({ memberId }));
  return {
    id: ids.next('departure'),
    accountId: ACME,
    memberId,
    plan,
    consent: {
      by: memberId,
      sentence: 'I agree that the seat is freed.',
      planHash: departureHash(plan),
      deliveryId: ids.next('delivery'),
      at: NOW,
    },
    steps: [],
    undo: { mailboxes: [], lists: [] },
    version: 1,
    ...departure,
    state: 'scheduled',
    dueAt: NOW.add({ hours: 24 }),
  };
}
