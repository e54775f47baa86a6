import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { Note, NoteStore, NoteSubject } from '../core/notes/note.ts';
import { AUDIENCES } from '../core/relationships/audience.ts';
import { unreachable } from '../core/result.ts';
import { instantColumn, optionalColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('note'),
  accountId: idSchema('account'),
  authorId: idSchema('member'),
  audience: z.enum(AUDIENCES),
  body: z.string(),
  writtenAt: instantColumn,
  editedAt: optionalColumn(instantColumn),
});

const subjectColumns = z.object({
  interactionId: idSchema('interaction').nullable(),
  organizationId: idSchema('organization').nullable(),
  people: z.array(z.object({ personId: idSchema('person') })),
});

const NEWEST_FIRST = { id: 'desc' } as const;
const WITH_PEOPLE = { people: { select: { personId: true }, orderBy: { personId: 'asc' } } } as const;

export function createNoteStore(scope: Scope): NoteStore {
  const { db, accountId } = scope;
  const find = async (where: object, take?: number): Promise<readonly Note[]> =>
    (
      await db.note.findMany({
        where: { accountId, ...where },
        include: WITH_PEOPLE,
        orderBy: NEWEST_FIRST,
        ...(take === undefined ? {} : { take }),
      })
    ).map(read);
  return {
    get: async (id) =>
      found(await db.note.findUnique({ where: { accountId_id: { accountId, id } }, include: WITH_PEOPLE }), read),
    add: async (note) => {
      const { people, ...subject } = subjectOf(note.subject);
      await db.note.create({ data: { ...columns.encode(note), ...subject } });
      await db.notePerson.createMany({ data: people.map((personId) => ({ accountId, noteId: note.id, personId })) });
    },
    replace: ({ id, body }, next) => {
      const data = { body: next.body, editedAt: columns.encode(next).editedAt };
      return swapped('Note', db.note.updateMany({ where: { accountId, id, body }, data }));
    },
    remove: async ({ id, body }) => {
      await swapped('Note', db.note.deleteMany({ where: { accountId, id, body } }));
      await db.notePerson.deleteMany({ where: { accountId, noteId: id } });
    },
    ofPerson: (personId) => find({ people: { some: { personId } } }),
    ofOrganization: (organizationId) => find({ organizationId }),
    page: (before, limit) => find(before === undefined ? {} : { id: { lt: before } }, limit),
    attachedTo: async (mailboxes) => find({ id: { in: await attachedTo(scope, mailboxes) } }),
    attachedWithin: async (mailboxes) => find({ id: { in: await attachedWithin(scope, mailboxes) } }),
  };
}

const noteIds = z.array(z.object({ id: idSchema('note') }));

async function attachedTo(
  { db, accountId }: Scope,
  mailboxes: readonly Id<'mailbox'>[],
): Promise<readonly Id<'note'>[]> {
  const rows = await db.$queryRaw`
    SELECT note.id FROM note
    WHERE note.account_id = ${accountId}::uuid AND EXISTS (SELECT FROM message_copy AS copy
      WHERE copy.account_id = note.account_id AND copy.interaction_id = note.interaction_id
        AND copy.mailbox_id = ANY (${[...mailboxes]}::uuid[]))`;
  return noteIds.parse(rows).map(({ id }) => id);
}

async function attachedWithin(
  { db, accountId }: Scope,
  mailboxes: readonly Id<'mailbox'>[],
): Promise<readonly Id<'note'>[]> {
  const within = [...mailboxes];
  const rows = await db.$queryRaw`
    SELECT note.id FROM note
    WHERE note.account_id = ${accountId}::uuid AND note.interaction_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM message_copy AS copy
        WHERE copy.account_id = note.account_id AND copy.interaction_id = note.interaction_id
          AND copy.mailbox_id <> ALL (${within}::uuid[]))`;
  return noteIds.parse(rows).map(({ id }) => id);
}

function subjectOf(subject: NoteSubject) {
  const nothing = { interactionId: null, organizationId: null, people: [] as readonly Id<'person'>[] };
  switch (subject.kind) {
    case 'interaction':
      return { ...nothing, interactionId: subject.interactionId, people: subject.people };
    case 'people':
      return { ...nothing, people: subject.people };
    case 'organization':
      return { ...nothing, organizationId: subject.organizationId };
    default:
      return unreachable(subject);
  }
}

function read(row: unknown): Note {
  return { ...columns.parse(row), subject: readSubject(subjectColumns.parse(row)) };
}

function readSubject({ interactionId, organizationId, ...row }: z.output<typeof subjectColumns>): NoteSubject {
  if (organizationId !== null) return { kind: 'organization', organizationId };
  const people = row.people.map(({ personId }) => personId);
  return interactionId === null ? { kind: 'people', people } : { kind: 'interaction', interactionId, people };
}
