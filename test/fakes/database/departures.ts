import { stepOf } from '../../../core/decommissions/decommission-moves.ts';
import type { DecommissionStore } from '../../../core/decommissions/decommission.ts';
import { isOpen } from '../../../core/departures/departure-moves.ts';
import type { DepartureStore } from '../../../core/departures/departure.ts';
import type { HoldStore } from '../../../core/departures/legal-hold.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openDepartures(tables: Tables, session: Session): DepartureStore {
  const rows = openTable(tables.departures, session);
  return {
    get: rows.get,
    open: async (memberId) => (await rows.all()).find((row) => row.memberId === memberId && isOpen(row)),
    ofMember: async (memberId) => (await rows.all()).filter((row) => row.memberId === memberId),
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Departure', previous, next),
  };
}

export function openHolds(tables: Tables, session: Session): HoldStore {
  const rows = openTable(tables.holds, session);
  return {
    of: rows.get,
    list: rows.all,
    add: rows.add,
    replace: async ({ memberId, version }, next) => {
      if (!(await rows.change(memberId, (row) => row.version === version, next))) throw staleRow('Legal hold');
    },
  };
}

export function openDecommissions(tables: Tables, session: Session): DecommissionStore {
  const rows = openTable(tables.decommissions, session);
  const listOpen = async () => (await rows.all()).filter((row) => stepOf(row) !== undefined);
  return {
    get: rows.get,
    open: async (memberId) => (await listOpen()).find((row) => row.memberId === memberId),
    ofMember: async (memberId) => (await rows.all()).filter((row) => row.memberId === memberId),
    listOpen,
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Decommissioning', previous, next),
  };
}
