import type { CrmPageStore, InteractionFilter } from '../../../core/relationships/crm-pages.ts';
import type { StoredContact } from '../../../core/relationships/crm-store.ts';
import { unreachable } from '../../../core/result.ts';
import { connectionsIn } from './connections.ts';
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
    metBy: async (member) => {
      const live = (await copies.all()).filter(({ isPurged }) => !isPurged);
      const people = new Map((await findable.people(member)).map((person) => [person.address, person]));
      const work = connectionsIn(live).filter(({ mailboxClass }) => mailboxClass === 'work');
      const besides = work.filter(({ memberId }) => memberId !== member).map(({ address }) => address);
      const domains = new Set(besides.flatMap((address) => people.get(address)?.organization ?? []));
      return work
        .filter(({ memberId }) => memberId === member)
        .flatMap(({ address, state }) => {
          const person = people.get(address);
          if (person === undefined) return [];
          const isOrganizationKnownBesides = person.organization !== undefined && domains.has(person.organization);
          const met = { person: personOf(person), state, isKnownBesides: besides.includes(address) };
          return [{ ...met, isOrganizationKnownBesides }];
        })
        .toSorted((one, other) => (one.person.address < other.person.address ? -1 : 1));
    },
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
