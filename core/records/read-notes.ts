import type { Id } from '../ids.ts';
import { openedBodies } from '../notes/note-body.ts';
import type { Note } from '../notes/note.ts';
import type { Member } from '../people/member.ts';
import type { Page } from '../relationships/crm-pages.ts';
import type { StoredOrganization, StoredPerson } from '../relationships/crm-store.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { WhoKnowsDeps } from '../relationships/who-knows-context.ts';
import type { RecordContext } from './record-context.ts';
import { unreachable } from '../result.ts';
import { readInteractions } from './read-interactions.ts';
import { cutPage, rowsFor, type ReadPage } from './read-page.ts';
import { organizationsAmong, peopleAmong } from './read-people.ts';

export type NoteFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'person'; readonly personId: Id<'person'> }
  | { readonly kind: 'organization'; readonly organizationId: Id<'organization'> };

export function noteFilterOf(of: Candidate): NoteFilter {
  return of.kind === 'person'
    ? { kind: 'person', personId: of.person.id }
    : { kind: 'organization', organizationId: of.organization.id };
}

export type ReadNote = {
  readonly id: Id<'note'>;
  readonly author: Member;
  readonly writtenAt: Temporal.Instant;
  readonly editedAt: Temporal.Instant | undefined;
  readonly text: string;
  readonly people: readonly StoredPerson[];
  readonly organization: StoredOrganization | undefined;
  /** Where it is attached, if the viewer may see that. */
  readonly interactionId: Id<'interaction'> | undefined;
};

/** One's own notes and those for the account, about whom the viewer may find. The newest first. */
export async function readNotes(
  deps: WhoKnowsDeps,
  context: RecordContext,
  filter: NoteFilter,
  page: Page<'note'>,
): Promise<ReadPage<ReadNote, 'note'>> {
  const { rows, next } = cutPage<'note', Note>(await notesOf(context, filter, page), page.limit);
  const open = rows.filter(({ audience, authorId }) => audience === 'account' || authorId === context.viewer.memberId);
  const subjects = await subjectsOf(deps, context, open);
  const about = open.flatMap((note) => {
    const seen = seenSubject(note, subjects);
    return seen === undefined ? [] : [{ note, seen }];
  });
  const texts = await openedBodies(
    deps,
    context.stores,
    about.map(({ note }) => note),
  );
  return {
    items: about.map(({ note: { id, authorId, writtenAt, editedAt }, seen }) => ({
      id,
      author: authorOf(context, authorId),
      writtenAt,
      editedAt,
      text: texts.get(id) ?? '',
      ...seen,
    })),
    next,
  };
}

async function notesOf(
  { stores: { notes } }: RecordContext,
  filter: NoteFilter,
  { before, limit }: Page<'note'>,
): Promise<readonly Note[]> {
  const rows = rowsFor(limit);
  const after = (all: readonly Note[]) => all.filter(({ id }) => before === undefined || id < before).slice(0, rows);
  switch (filter.kind) {
    case 'all':
      return await notes.page(before, rows);
    case 'person':
      return after(await notes.ofPerson(filter.personId));
    case 'organization':
      return after(await notes.ofOrganization(filter.organizationId));
    default:
      return unreachable(filter);
  }
}

type Subjects = {
  readonly people: ReadonlyMap<Id<'person'>, StoredPerson>;
  readonly organizations: ReadonlyMap<Id<'organization'>, StoredOrganization>;
  readonly interactions: ReadonlySet<Id<'interaction'>>;
};

async function subjectsOf(deps: WhoKnowsDeps, context: RecordContext, notes: readonly Note[]): Promise<Subjects> {
  const people = notes.flatMap(({ subject }) => (subject.kind === 'organization' ? [] : subject.people));
  const organizations = notes.flatMap(({ subject }) =>
    subject.kind === 'organization' ? [subject.organizationId] : [],
  );
  const ids = notes.flatMap(({ subject }) => (subject.kind === 'interaction' ? [subject.interactionId] : []));
  const page = { before: undefined, limit: ids.length };
  const seen = ids.length === 0 ? [] : (await readInteractions(deps, context, { kind: 'among', ids }, page)).items;
  return {
    people: await peopleAmong(context, [...new Set(people)]),
    organizations: await organizationsAmong(context, [...new Set(organizations)]),
    interactions: new Set(seen.map(({ id }) => id)),
  };
}

type SeenSubject = Pick<ReadNote, 'people' | 'organization' | 'interactionId'>;

function seenSubject({ subject }: Note, { people, organizations, interactions }: Subjects): SeenSubject | undefined {
  if (subject.kind === 'organization') {
    const organization = organizations.get(subject.organizationId);
    return organization === undefined ? undefined : { people: [], organization, interactionId: undefined };
  }
  const found = subject.people.flatMap((id) => people.get(id) ?? []);
  if (found.length === 0) return undefined;
  const isSeen = subject.kind === 'interaction' && interactions.has(subject.interactionId);
  return { people: found, organization: undefined, interactionId: isSeen ? subject.interactionId : undefined };
}

function authorOf({ members }: RecordContext, id: Id<'member'>): Member {
  const author = members.find((member) => member.id === id);
  if (author === undefined) throw new Error(`The author ${id} of a note is no member`);
  return author;
}
