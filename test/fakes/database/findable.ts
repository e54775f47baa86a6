import type { Beholder, OrganizationFilter, PeopleFilter } from '../../../core/relationships/crm-pages.ts';
import type { StoredOrganization, StoredPerson } from '../../../core/relationships/crm-store.ts';
import { unreachable } from '../../../core/result.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { CopyRow, OrganizationRow, PersonRow, Tables } from './tables.ts';
import { openUnpurged } from './unpurged.ts';

/** Met in a work mailbox or in one of the viewer's own; or kept on a list or in a note that the viewer may read. */
export function openFindable(tables: Tables, session: Session) {
  const all = {
    people: openUnpurged(tables.people, session),
    organizations: openUnpurged(tables.organizations, session),
    copies: openTable(tables.copies, session),
    lists: openTable(tables.lists, session),
    entries: openTable(tables.entries, session),
    notes: openTable(tables.notes, session),
  };
  const people = async (by: Beholder): Promise<readonly PersonRow[]> => {
    const met = addressesMet(by, await all.copies.all());
    const kept = await keptBy(by);
    return (await all.people.all()).filter(({ id, address }) => met.has(address) || kept.has(id));
  };
  return {
    people,
    organizations: async (by: Beholder): Promise<readonly OrganizationRow[]> => {
      const domains = new Set((await people(by)).map(({ organization }) => organization));
      const kept = await keptBy(by);
      return (await all.organizations.all()).filter(({ id, domain }) => domains.has(domain) || kept.has(id));
    },
  };

  async function keptBy(by: Beholder): Promise<ReadonlySet<string>> {
    const readable = new Set(
      (await all.lists.all())
        .filter(({ privacy, ownerId }) => privacy === 'shared' || ownerId === by)
        .map(({ id }) => id),
    );
    const entries = (await all.entries.all())
      .filter(({ listId, audience, addedBy }) => readable.has(listId) && (audience === 'account' || addedBy === by))
      .map((entry) => (entry.kind === 'person' ? entry.personId : entry.organizationId));
    const noted = (await all.notes.all())
      .filter(({ audience, authorId }) => audience === 'account' || authorId === by)
      .flatMap(({ subject }): readonly string[] =>
        subject.kind === 'organization' ? [subject.organizationId] : subject.people,
      );
    return new Set([...entries, ...noted]);
  }
}

function addressesMet(by: Beholder, rows: readonly CopyRow[]): ReadonlySet<string> {
  const visible = rows.filter(
    ({ isPurged, mailboxClass, memberId }) => !isPurged && (mailboxClass === 'work' || memberId === by),
  );
  return new Set(
    visible.flatMap(({ copy }) => (copy.kind === 'interaction' ? copy.participants.map(({ address }) => address) : [])),
  );
}

export function isWanted({ id, address, name, organization }: PersonRow, filter: PeopleFilter): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'among':
      return filter.ids.includes(id);
    case 'address':
      return address === filter.address;
    case 'organization':
      return organization === filter.domain;
    case 'name':
      return name !== undefined && hasAll(name, filter.words);
    default:
      return unreachable(filter);
  }
}

export function isWantedOrganization({ id, domain }: OrganizationRow, filter: OrganizationFilter): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'among':
      return filter.ids.includes(id);
    case 'domain':
      return domain === filter.domain;
    case 'name':
      return hasAll(domain, filter.words);
    default:
      return unreachable(filter);
  }
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.toLowerCase().includes(word.toLowerCase()));
}

export function personOf({ id, address, name, organization }: PersonRow): StoredPerson {
  return { id, address, name, organization };
}

export function organizationOf({ id, domain }: OrganizationRow): StoredOrganization {
  return { id, domain };
}
