import type { Id } from '../ids.ts';
import type { OrganizationFilter, Page, PeopleFilter } from '../relationships/crm-pages.ts';
import type { StoredOrganization, StoredPerson } from '../relationships/crm-store.ts';
import { belongsToFirm, isDomainOfFirm } from '../relationships/firm.ts';
import { visibleConnections, type Connection } from '../relationships/visible-connections.ts';
import type { RecordContext } from './record-context.ts';
import { cutPage, rowsFor, type ReadPage } from './read-page.ts';

/** People outside whom the viewer may find. */
export async function readPeople(
  { stores, viewer, firm }: RecordContext,
  filter: PeopleFilter,
  { before, limit }: Page<'person'>,
): Promise<ReadPage<StoredPerson, 'person'>> {
  const found = await stores.crmPages.people(viewer.memberId, filter, { before, limit: rowsFor(limit) });
  const { rows, next } = cutPage<'person', StoredPerson>(found, limit);
  return { items: rows.filter(({ address }) => !belongsToFirm(address, firm)), next };
}

export async function readOrganizations(
  { stores, viewer, firm }: RecordContext,
  filter: OrganizationFilter,
  { before, limit }: Page<'organization'>,
): Promise<ReadPage<StoredOrganization, 'organization'>> {
  const found = await stores.crmPages.organizations(viewer.memberId, filter, { before, limit: rowsFor(limit) });
  const { rows, next } = cutPage<'organization', StoredOrganization>(found, limit);
  return { items: rows.filter(({ domain }) => !isDomainOfFirm(domain, firm.internalDomains)), next };
}

/** The page is one of people; all that the viewer may see of who knows them comes with it, the strongest first. */
export async function readConnections(
  context: RecordContext,
  filter: PeopleFilter,
  page: Page<'person'>,
): Promise<ReadPage<Connection, 'person'>> {
  const { items: people, next } = await readPeople(context, filter, page);
  const stored = await context.stores.crm.connections(people.map(({ id }) => id));
  return { items: visibleConnections(stored, context, people), next };
}

/** Those of these people whom the viewer may find. */
export async function peopleAmong(
  context: RecordContext,
  ids: readonly Id<'person'>[],
): Promise<ReadonlyMap<Id<'person'>, StoredPerson>> {
  if (ids.length === 0) return new Map();
  const page = { before: undefined, limit: ids.length };
  const { items } = await readPeople(context, { kind: 'among', ids }, page);
  return new Map(items.map((person) => [person.id, person]));
}

export async function organizationsAmong(
  context: RecordContext,
  ids: readonly Id<'organization'>[],
): Promise<ReadonlyMap<Id<'organization'>, StoredOrganization>> {
  if (ids.length === 0) return new Map();
  const page = { before: undefined, limit: ids.length };
  const { items } = await readOrganizations(context, { kind: 'among', ids }, page);
  return new Map(items.map((organization) => [organization.id, organization]));
}
