import { foldedTeam, type TeamStore } from '../../../core/accounts/team.ts';
import type { PrivacyChangeStore } from '../../../core/privacy/privacy-change.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openTeams(tables: Tables, session: Session): TeamStore {
  const rows = openTable(tables.teams, session);
  return {
    list: async () =>
      (await rows.all()).toSorted((one, other) => (foldedTeam(one.name) < foldedTeam(other.name) ? -1 : 1)),
    add: rows.add,
  };
}

export function openPrivacyChanges(tables: Tables, session: Session): PrivacyChangeStore {
  const rows = openTable(tables.privacyChanges, session);
  return {
    get: rows.get,
    open: async (memberId) =>
      (await rows.all()).find(
        (change) => change.memberId === memberId && (change.state === 'purging' || change.state === 'reading'),
      ),
    latest: async (memberId) =>
      (await rows.all()).filter((change) => change.memberId === memberId).toSorted(newestFirst)[0],
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Privacy change', previous, next),
  };
}
