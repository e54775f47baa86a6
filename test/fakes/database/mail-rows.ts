import type { ListedThing } from '../../../core/lists/list.ts';
import type { MailPage } from '../../../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import type { NoteSubject } from '../../../core/notes/note.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { CopyRow, Tables } from './tables.ts';

export function openMailRows(tables: Tables, session: Session) {
  const copies = openTable(tables.copies, session);
  const members = openTable(tables.members, session);
  const entries = openTable(tables.entries, session);
  const notes = openTable(tables.notes, session);
  const people = openTable(tables.people, session);
  const organizations = openTable(tables.organizations, session);
  const live = async () => (await copies.all()).filter(({ isPurged }) => !isPurged);
  return {
    accountId: session.accountId,
    copies,
    people,
    organizations,
    parked: openTable(tables.parked, session),
    live,
    known: async () => ({
      copies: await live(),
      people: (await people.all()).filter(({ isPurged }) => !isPurged),
      organizations: (await organizations.all()).filter(({ isPurged }) => !isPurged),
      mentioned: new Set([
        ...(await entries.all()).map(thingOf),
        ...(await notes.all()).flatMap(({ subject }) => subjectsOf(subject)),
      ]),
    }),
    lockMember: (id: string) => members.lock(id),
    /** In one order, so that two pages with the same messages wait for each other instead of colliding. */
    lockGroups: async (page: MailPage) => {
      const groups = page.copies.flatMap((copy) => (copy.kind === 'interaction' ? [copy.groupKey] : []));
      for (const group of groups.toSorted()) {
        await session.step(() => session.lock(`${session.accountId}/interaction/${group}`));
      }
    },
  };
}

function thingOf(entry: ListedThing): string {
  return entry.kind === 'person' ? entry.personId : entry.organizationId;
}

function subjectsOf(subject: NoteSubject): readonly string[] {
  return subject.kind === 'organization' ? [subject.organizationId] : subject.people;
}

export type MailRows = ReturnType<typeof openMailRows>;

type SubjectRow = CopyRow & { readonly copy: Extract<CopyRow['copy'], { kind: 'interaction' }> };

export async function withSubject({ live }: MailRows, memberId: string): Promise<readonly SubjectRow[]> {
  return (await live()).filter(hasSubject).filter((row) => row.memberId === memberId);
}

function hasSubject(row: CopyRow): row is SubjectRow {
  return row.copy.kind === 'interaction' && row.copy.subject !== undefined;
}

export function isIn(mailboxes: readonly Mailbox[]): (row: CopyRow) => boolean {
  return ({ mailboxId }) => mailboxes.some(({ id }) => id === mailboxId);
}
