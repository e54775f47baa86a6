import type { EntitlementStore, SeatStore } from '../../../core/seats/seat-store.ts';
import type { TermStore } from '../../../core/seats/terms/term.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openSeats(tables: Tables, session: Session): SeatStore {
  const rows = openTable(tables.seats, session);
  return {
    get: rows.get,
    ofMember: async (memberId) =>
      (await rows.all()).filter((seat) => seat.memberId === memberId).toSorted(newestFirst)[0],
    list: rows.all,
    add: rows.insert,
    replace: (previous, next) => swap(rows, 'Seat', previous, next),
  };
}

export function openTerms(tables: Tables, session: Session): TermStore {
  const rows = openTable(tables.seatTerms, session);
  const running = async () => (await rows.all()).filter((term) => term.state === 'running');
  return {
    get: rows.get,
    running: async (seatId) => (await running()).find((term) => term.seatId === seatId),
    allRunning: running,
    ofMember: async (memberId) => (await rows.all()).filter((term) => term.memberId === memberId),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Term', previous, next),
  };
}

export function openEntitlements(tables: Tables, session: Session): EntitlementStore {
  const { accountId } = session;
  const rows = openTable(tables.entitlements, session);
  const changes = openTable(tables.entitlementChanges, session);
  return {
    lock: async (seatType) => {
      await rows.add({ accountId, seatType, purchased: 0, used: 0, version: 0 });
      const row = await rows.lock(seatType);
      if (row === undefined) throw session.broken('The entitlement is gone');
      return row;
    },
    list: async () => (await rows.all()).filter(({ version }) => version > 0),
    replace: async ({ seatType, version }, next) => {
      const isSaved = await rows.change(seatType, (row) => row.version === version, next);
      if (!isSaved) throw staleRow('Entitlement');
    },
    remember: changes.insert,
    history: async (seatType) =>
      (await changes.all())
        .filter((change) => change.seatType === seatType)
        .toSorted((one, other) => one.version - other.version),
  };
}
