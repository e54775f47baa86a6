import { z } from 'zod';
import { idSchema, type Id, type IdKind } from '../../../core/ids.ts';
import { readInteractions } from '../../../core/records/read-interactions.ts';
import { readEntries, readList, readLists } from '../../../core/records/read-lists.ts';
import { readNotes, type NoteFilter } from '../../../core/records/read-notes.ts';
import {
  organizationsAmong,
  peopleAmong,
  readConnections,
  readOrganizations,
  readPeople,
} from '../../../core/records/read-people.ts';
import type { OrganizationFilter, PeopleFilter } from '../../../core/relationships/crm-pages.ts';
import {
  connection,
  connectionAnswer,
  entry,
  entryAnswer,
  interaction,
  interactionAnswer,
  list,
  listAnswer,
  note,
  noteAnswer,
  organization,
  organizationAnswer,
  person,
  personAnswer,
} from './answers.ts';
import { pageOf, PAGING, resource, type Asked, type Resource } from './resource.ts';

const NOTHING = z.strictObject({});
const search = z
  .string('Write it once.')
  .trim()
  .min(2, 'Write at least two letters.')
  .max(100, 'At most 100 characters.')
  .optional()
  .describe('Words that must all occur, in whatever case.');
const domain = z
  .string('Write it once.')
  .trim()
  .toLowerCase()
  .min(3, 'Write a domain like company.example.')
  .max(253, 'At most 253 characters.')
  .optional()
  .describe('The domain of an organization.');

/** Everything that can be read. Each goes through the same functions as the commands, so privacy is the same. */
export const RESOURCES: readonly Resource[] = [
  resource({
    path: '/people',
    summary: 'People outside whom the owner of the key may find',
    query: PAGING.extend({ q: search, organization: domain }).refine(
      ({ q, organization: of }) => q === undefined || of === undefined,
      { path: ['organization'], message: 'Search by q or by organization, not by both.' },
    ),
    parameters: NOTHING,
    answer: pageOf(person),
    read: async (_, context, { query, page }) => {
      const { items, next } = await readPeople(context, peopleFilter(query), before('person', page));
      return { items: items.map(personAnswer), next: next ?? null };
    },
  }),
  resource({
    path: '/people/{id}',
    summary: 'One person',
    query: NOTHING,
    parameters: z.strictObject({ id: idSchema('person') }),
    answer: person,
    read: async (_, context, { path }) => {
      const found = (await peopleAmong(context, [path.id])).get(path.id);
      return found === undefined ? undefined : personAnswer(found);
    },
  }),
  resource({
    path: '/organizations',
    summary: 'Organizations with people whom the owner of the key may find',
    query: PAGING.extend({ q: search }),
    parameters: NOTHING,
    answer: pageOf(organization),
    read: async (_, context, { query, page }) => {
      const filter: OrganizationFilter = query.q === undefined ? ALL : { kind: 'name', words: wordsIn(query.q) };
      const { items, next } = await readOrganizations(context, filter, before('organization', page));
      return { items: items.map(organizationAnswer), next: next ?? null };
    },
  }),
  resource({
    path: '/organizations/{id}',
    summary: 'One organization',
    query: NOTHING,
    parameters: z.strictObject({ id: idSchema('organization') }),
    answer: organization,
    read: async (_, context, { path }) => {
      const found = (await organizationsAmong(context, [path.id])).get(path.id);
      return found === undefined ? undefined : organizationAnswer(found);
    },
  }),
  resource({
    path: '/connections',
    summary:
      'Who of the account knows whom, and how well: `limit` counts people, and everybody who knows one comes along',
    query: PAGING.extend({ person: idSchema('person').optional() }),
    parameters: NOTHING,
    answer: pageOf(connection),
    read: async (_, context, { query, page }) => {
      const filter: PeopleFilter = query.person === undefined ? ALL : { kind: 'among', ids: [query.person] };
      const { items, next } = await readConnections(context, filter, before('person', page));
      return { items: items.map(connectionAnswer), next: next ?? null };
    },
  }),
  resource({
    path: '/interactions',
    summary: 'Messages with people outside, as far as everybody’s privacy level shows them; the latest taken in first',
    query: PAGING.extend({ person: idSchema('person').optional() }),
    parameters: NOTHING,
    answer: pageOf(interaction),
    read: async (deps, context, { query, page }) => {
      const whose =
        query.person === undefined ? undefined : (await peopleAmong(context, [query.person])).get(query.person);
      if (query.person !== undefined && whose === undefined) return undefined;
      const filter = whose === undefined ? ALL : ({ kind: 'with', address: whose.address } as const);
      const { items, next } = await readInteractions(deps, context, filter, before('interaction', page));
      return { items: items.map(interactionAnswer), next: next ?? null };
    },
  }),
  resource({
    path: '/lists',
    summary: 'One’s own lists and everybody’s shared ones',
    query: PAGING,
    parameters: NOTHING,
    answer: pageOf(list),
    read: async (_, context, { page }) => {
      const { items, next } = await readLists(context, before('list', page));
      return { items: items.map((one) => listAnswer(one, context.members)), next: next ?? null };
    },
  }),
  resource({
    path: '/lists/{id}/entries',
    summary: 'Who and what stands on a list, in the order in which it was added',
    query: PAGING,
    parameters: z.strictObject({ id: idSchema('list') }),
    answer: pageOf(entry),
    read: async (_, context, { path, page: { at: after, limit } }) => {
      const found = await readList(context, path.id);
      if (found === undefined) return undefined;
      const { items, next } = await readEntries(context, found, { after, limit });
      return { items: items.map(entryAnswer), next: next ?? null };
    },
  }),
  resource({
    path: '/notes',
    summary: 'Notes about people and organizations',
    query: PAGING.extend({
      person: idSchema('person').optional(),
      organization: idSchema('organization').optional(),
    }).refine(({ person: of, organization: its }) => of === undefined || its === undefined, {
      path: ['organization'],
      message: 'Ask by person or by organization, not by both.',
    }),
    parameters: NOTHING,
    answer: pageOf(note),
    read: async (deps, context, { query, page }) => {
      const { items, next } = await readNotes(deps, context, noteFilter(query), before('note', page));
      return { items: items.map(noteAnswer), next: next ?? null };
    },
  }),
];

const ALL = { kind: 'all' } as const;

function before<Kind extends IdKind>(
  of: Kind,
  { at, limit }: Asked<unknown, unknown>['page'],
): { readonly before: Id<Kind> | undefined; readonly limit: number } {
  return { before: at === undefined ? undefined : idSchema(of).parse(at), limit };
}

function peopleFilter({
  q,
  organization: of,
}: {
  q?: string | undefined;
  organization?: string | undefined;
}): PeopleFilter {
  if (of !== undefined) return { kind: 'organization', domain: of };
  if (q === undefined) return ALL;
  return q.includes('@') ? { kind: 'address', address: q.toLowerCase() } : { kind: 'name', words: wordsIn(q) };
}

function noteFilter({
  person: personId,
  organization: organizationId,
}: {
  person?: Id<'person'> | undefined;
  organization?: Id<'organization'> | undefined;
}): NoteFilter {
  if (personId !== undefined) return { kind: 'person', personId };
  return organizationId === undefined ? ALL : { kind: 'organization', organizationId };
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/u);
}
