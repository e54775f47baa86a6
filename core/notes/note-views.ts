import type { Id } from '../ids.ts';
import { keyOf, nameOf } from '../records/find-about.ts';
import type { ReadNote } from '../records/read-notes.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { SeenContact } from '../relationships/seen-contacts.ts';
import type { Inline, View } from '../views/view.ts';
import type { Note } from './note.ts';

export function notedView(about: Candidate, { audience }: Note, contact: SeenContact | undefined): View {
  const attached: readonly Inline[] =
    contact === undefined ? [] : ['It is attached to their message of ', { moment: contact.at }, '. '];
  return {
    title: `Noted on ${nameOf(about)}`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          ...attached,
          audience === 'self'
            ? 'Only you see it, because only your own mailbox knows them.'
            : 'Everybody with CRM access sees it.',
        ],
      },
    ],
    actions: [showNotes(about)],
  };
}

export function notesView(
  about: Candidate,
  notes: readonly ReadNote[],
  { areMore, viewer }: { readonly areMore: boolean; readonly viewer: Id<'member'> },
): View {
  return {
    title: notes.length === 0 ? `There is no note on ${nameOf(about)}` : `Notes on ${nameOf(about)}`,
    tone: 'neutral',
    blocks: [
      ...(notes.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: notes.map(({ author, writtenAt, editedAt, text, interactionId }): readonly Inline[] => [
                { member: author.id, name: author.fullName },
                ', ',
                { moment: writtenAt },
                ...(editedAt === undefined ? [] : [', changed ', { moment: editedAt }]),
                interactionId === undefined ? ': ' : ', on a message: ',
                text,
              ]),
              total: notes.length,
            } as const,
          ]),
      ...(areMore ? [{ kind: 'note', text: ['Older notes are read through the API.'] } as const] : []),
    ],
    actions: notes.some(({ author }) => author.id === viewer) ? changes(about) : [],
  };
}

function changes(about: Candidate): View['actions'] {
  const args = { about: keyOf(about) };
  return [
    { kind: 'run', label: 'Change a note of mine', weight: 'plain', does: { command: 'note edit', args } },
    { kind: 'run', label: 'Delete a note of mine', weight: 'danger', does: { command: 'note delete', args } },
  ];
}

export function nothingToAttachView(about: Candidate): View {
  return {
    title: `There is no message with ${nameOf(about)} that you may see`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Only a message with a person can carry a note. Without ',
          { code: 'on:last' },
          ' it stands on them. Nothing was noted.',
        ],
      },
    ],
    actions: [showNotes(about)],
  };
}

function showNotes(about: Candidate): View['actions'][number] {
  const args = { about: about.kind === 'person' ? about.person.address : about.organization.domain };
  return { kind: 'run', label: 'Show the notes', weight: 'primary', does: { command: 'notes', args } };
}
