import type { Id } from '../ids.ts';
import { maySeeList, type List, type ListEntry } from '../lists/list.ts';
import type { Page } from '../relationships/crm-pages.ts';
import type { StoredOrganization, StoredPerson } from '../relationships/crm-store.ts';
import type { RecordContext } from './record-context.ts';
import { cutPage, type ReadPage } from './read-page.ts';
import { organizationsAmong, peopleAmong } from './read-people.ts';

/** One's own lists and everybody's shared ones, the newest first. */
export async function readLists(
  { stores, viewer }: RecordContext,
  { before, limit }: Page<'list'>,
): Promise<ReadPage<List, 'list'>> {
  const lists = (await stores.lists.all())
    .filter((list) => maySeeList(list, viewer.memberId))
    .toReversed()
    .filter(({ id }) => before === undefined || id < before);
  const { rows, next } = cutPage<'list', List>(lists, limit);
  return { items: rows, next };
}

export async function readList({ stores, viewer }: RecordContext, id: Id<'list'>): Promise<List | undefined> {
  const list = await stores.lists.get(id);
  return list !== undefined && maySeeList(list, viewer.memberId) ? list : undefined;
}

export type ReadEntry = { readonly addedAt: Temporal.Instant } & (
  | { readonly kind: 'person'; readonly person: StoredPerson }
  | { readonly kind: 'organization'; readonly organization: StoredOrganization }
);

export type ReadEntries = { readonly items: readonly ReadEntry[]; readonly next: string | undefined };

/** In the order in which they were added; whom the viewer may not find is left out. `after` is what the last page ended with. */
export async function readEntries(
  context: RecordContext,
  list: List,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<ReadEntries> {
  const all = await context.stores.lists.entries(list.id);
  const rest = all.slice(after === undefined ? 0 : all.findIndex((entry) => targetOf(entry) === after) + 1);
  const page = rest.slice(0, limit);
  const people = await peopleAmong(
    context,
    page.flatMap((entry) => (entry.kind === 'person' ? [entry.personId] : [])),
  );
  const organizations = await organizationsAmong(
    context,
    page.flatMap((entry) => (entry.kind === 'organization' ? [entry.organizationId] : [])),
  );
  const last = page.at(-1);
  return {
    items: page.flatMap((entry): readonly ReadEntry[] => {
      const { addedAt } = entry;
      if (entry.kind === 'person') {
        const person = people.get(entry.personId);
        return person === undefined ? [] : [{ addedAt, kind: 'person', person }];
      }
      const organization = organizations.get(entry.organizationId);
      return organization === undefined ? [] : [{ addedAt, kind: 'organization', organization }];
    }),
    next: rest.length > limit && last !== undefined ? targetOf(last) : undefined,
  };
}

function targetOf(entry: ListEntry): string {
  return entry.kind === 'person' ? entry.personId : entry.organizationId;
}
