import { isOpen } from '../../../core/departures/departure-moves.ts';
import type { DepartureStore } from '../../../core/departures/departure.ts';
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
