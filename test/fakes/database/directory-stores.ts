import type { DirectoryLookStore, ListedPerson, ListedPersonStore } from '../../../core/directory/directory-look.ts';
import { openTable } from './open-table.ts';
import { directoryPersonKey } from './document-rules.ts';
import type { Session } from './session.ts';
import { newestFirst, swap } from './swap.ts';
import type { Tables } from './tables.ts';

export function openDirectoryLooks(tables: Tables, session: Session): DirectoryLookStore {
  const rows = openTable(tables.directoryLooks, session);
  return {
    get: rows.get,
    latest: async () => (await rows.all()).toSorted(newestFirst)[0],
    add: rows.add,
    replace: (previous, next) => swap(rows, 'Directory look', previous, next),
  };
}

export function openDirectoryPeople(tables: Tables, session: Session): ListedPersonStore {
  const rows = openTable(tables.directoryPeople, session);
  const ofLook = async (look: string) => (await rows.all()).filter(({ lookId }) => lookId === look);
  return {
    keep: async (lookId, people) => {
      for (const person of people) await rows.put({ ...person, accountId: session.accountId, lookId });
    },
    ofLook: async (lookId) =>
      (await ofLook(lookId))
        .map(({ provider, address, fullName }) => ({ provider, address, fullName }))
        .toSorted(byName),
    forget: async (lookId) => {
      for (const row of await ofLook(lookId)) await rows.drop(directoryPersonKey(row), () => true);
    },
  };
}

function byName(one: ListedPerson, other: ListedPerson): number {
  return one.fullName.localeCompare(other.fullName, 'en') || one.address.localeCompare(other.address, 'en');
}
