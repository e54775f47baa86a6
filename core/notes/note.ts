import type { Id } from '../ids.ts';
import type { Audience } from '../relationships/audience.ts';

/**
 * Where a note hangs. One on an interaction remembers the people it is about: whatever deletes the interaction leaves the
 * note behind as a regular note on these people (seed S2, "detached and converted to regular notes"). The store's own
 * reference sees to that, so that no path that deletes can forget it.
 */
export type NoteSubject =
  | {
      readonly kind: 'interaction';
      readonly interactionId: Id<'interaction'>;
      readonly people: readonly Id<'person'>[];
    }
  | { readonly kind: 'people'; readonly people: readonly Id<'person'>[] }
  | { readonly kind: 'organization'; readonly organizationId: Id<'organization'> };

export type Note = {
  readonly id: Id<'note'>;
  readonly accountId: Id<'account'>;
  readonly authorId: Id<'member'>;
  readonly subject: NoteSubject;
  readonly audience: Audience;
  /** An envelope. */
  readonly body: string;
  readonly writtenAt: Temporal.Instant;
  /** When its author changed it last. */
  readonly editedAt: Temporal.Instant | undefined;
};

export function edited(note: Note, body: string, at: Temporal.Instant): Note {
  return { ...note, body, editedAt: at };
}

export interface NoteStore {
  readonly get: (id: Id<'note'>) => Promise<Note | undefined>;
  readonly add: (note: Note) => Promise<void>;
  /** Another text; only while the note has the one that was read, which no other sealing repeats. */
  readonly replace: (previous: Note, next: Note) => Promise<void>;
  /** Only while it has the text that was read. */
  readonly remove: (note: Note) => Promise<void>;
  /** On a person, by themselves or by an interaction. Newest first, like every list of notes. */
  readonly ofPerson: (person: Id<'person'>) => Promise<readonly Note[]>;
  readonly ofOrganization: (organization: Id<'organization'>) => Promise<readonly Note[]>;
  /** Of at most `limit` notes, those written before this one; all from the newest on without it. */
  readonly page: (before: Id<'note'> | undefined, limit: number) => Promise<readonly Note[]>;
  /** Notes on interactions of which one of these mailboxes holds a copy. */
  readonly attachedTo: (mailboxes: readonly Id<'mailbox'>[]) => Promise<readonly Note[]>;
  /** Notes on interactions of which no copy would be left without these mailboxes. */
  readonly attachedWithin: (mailboxes: readonly Id<'mailbox'>[]) => Promise<readonly Note[]>;
}
