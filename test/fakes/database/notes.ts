import type { Note, NoteStore } from '../../../core/notes/note.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import { newestFirst } from './swap.ts';
import type { CopyRow, Tables } from './tables.ts';

export function openNotes(tables: Tables, session: Session): NoteStore {
  const rows = openTable(tables.notes, session);
  const copies = openTable(tables.copies, session);
  const live = async () => (await copies.all()).filter(({ isPurged }) => !isPurged);
  const notes = async () => {
    const held = new Set((await live()).map(interactionOf));
    return (await rows.all()).map((note) => asItStands(note, held)).toSorted(newestFirst);
  };
  return {
    get: async (id) => (await notes()).find((note) => note.id === id),
    add: rows.insert,
    replace: async ({ id, body }, { body: text, editedAt }) => {
      const current = await rows.lock(id);
      const isSaved =
        current !== undefined &&
        (await rows.change(id, (row) => row.body === body, { ...current, body: text, editedAt }));
      if (!isSaved) throw staleRow('Note');
    },
    remove: async ({ id, body }) => {
      if (!(await rows.drop(id, (row) => row.body === body))) throw staleRow('Note');
    },
    ofPerson: async (person) =>
      (await notes()).filter(({ subject }) => subject.kind !== 'organization' && subject.people.includes(person)),
    ofOrganization: async (organization) =>
      (await notes()).filter(
        ({ subject }) => subject.kind === 'organization' && subject.organizationId === organization,
      ),
    page: async (before, limit) =>
      (await notes()).filter(({ id }) => before === undefined || id < before).slice(0, limit),
    attachedTo: async (mailboxes) => {
      const held = new Set((await live()).filter(({ mailboxId }) => mailboxes.includes(mailboxId)).map(interactionOf));
      return (await notes()).filter(({ subject }) => subject.kind === 'interaction' && held.has(subject.interactionId));
    },
    attachedWithin: async (mailboxes) => {
      const elsewhere = new Set(
        (await live()).filter(({ mailboxId }) => !mailboxes.includes(mailboxId)).map(interactionOf),
      );
      return (await notes()).filter(
        ({ subject }) => subject.kind === 'interaction' && !elsewhere.has(subject.interactionId),
      );
    },
  };
}

/** The database's reference detaches a note when its interaction goes; here the interaction is looked for at every read. */
function asItStands(note: Note, held: ReadonlySet<string | undefined>): Note {
  const { subject } = note;
  return subject.kind === 'interaction' && !held.has(subject.interactionId)
    ? { ...note, subject: { kind: 'people', people: subject.people } }
    : note;
}

function interactionOf({ copy }: CopyRow): string | undefined {
  return copy.kind === 'interaction' ? copy.interactionId : undefined;
}
