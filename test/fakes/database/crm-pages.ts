import type { CrmPageStore, InteractionFilter } from '../../../core/relationships/crm-pages.ts';
import type { StoredContact } from '../../../core/relationships/crm-store.ts';
import { unreachable } from '../../../core/result.ts';
import { contactsIn, isInteraction } from './crm-store.ts';
import { isWanted, isWantedOrganization, openFindable, organizationOf, personOf } from './findable.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst } from './swap.ts';
import type { Tables } from './tables.ts';

export function openCrmPages(tables: Tables, session: Session): CrmPageStore {
  const findable = openFindable(tables, session);
  const copies = openTable(tables.copies, session);
  return {
    people: async (by, filter, page) =>
      pageOf(
        (await findable.people(by)).filter((person) => isWanted(person, filter)),
        page,
      ).map(personOf),
    organizations: async (by, filter, page) =>
      pageOf(
        (await findable.organizations(by)).filter((organization) => isWantedOrganization(organization, filter)),
        page,
      ).map(organizationOf),
    interactions: async (filter, page) => {
      const live = (await copies.all()).filter(({ isPurged }) => !isPurged).filter(isInteraction);
      return pageOf(
        contactsIn(live).filter((contact) => isWantedContact(contact, filter)),
        page,
      );
    },
  };
}

function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): readonly Row[] {
  return rows
    .toSorted(newestFirst)
    .filter(({ id }) => before === undefined || id < before)
    .slice(0, limit);
}

function isWantedContact({ id, participants }: StoredContact, filter: InteractionFilter): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'among':
      return filter.ids.includes(id);
    case 'with':
      return participants.some(({ address }) => address === filter.address);
    default:
      return unreachable(filter);
  }
}
