import { createHash } from 'node:crypto';
import { keyOf, nameOf } from '../records/find-about.ts';
import type { ReadNote } from '../records/read-notes.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { Form, Inline, View } from '../views/view.ts';
import type { Note } from './note.ts';

/** A note that is the viewer's to change, as it is read and as it is stored; one of somebody who has left is not their own. */
export type ChangedNote = {
  readonly about: Candidate;
  readonly read: ReadNote;
  readonly stored: Note;
  readonly isOwn: boolean;
};

function whose({ isOwn, read }: ChangedNote): string {
  return isOwn ? 'Your note' : `The note of ${read.author.fullName}`;
}

/** What was shown; a note that says something else by now has not been agreed to. */
export function noteHash({ stored }: ChangedNote): string {
  return createHash('sha256').update(`${stored.id} ${stored.body}`).digest('hex');
}

export function editForm(own: ChangedNote, mostLetters: number): Form {
  const { about, read, stored } = own;
  return {
    title: 'Change a note',
    blocks: [{ kind: 'text', text: ['Your note on ', { strong: nameOf(about) }, ' of ', { moment: read.writtenAt }] }],
    inputs: [
      {
        kind: 'text',
        name: 'text',
        label: 'Note',
        required: true,
        initial: read.text,
        maxLength: mostLetters,
        multiline: true,
      },
    ],
    submit: {
      label: 'Change',
      does: { command: 'note edit', args: { about: keyOf(about), note: stored.id, shown: noteHash(own) } },
    },
  };
}

export function editedView(about: Candidate): View {
  return {
    title: `Your note on ${nameOf(about)} is changed`,
    tone: 'good',
    blocks: [{ kind: 'text', text: ['It says when it was changed. What it said before is not kept.'] }],
    actions: [showNotes(about)],
  };
}

export function noteDeletionSentence({ about }: ChangedNote): string {
  return `Delete this note on ${nameOf(about)}. It cannot be brought back.`;
}

export function deletionForm(own: ChangedNote): Form {
  const { about, read, stored } = own;
  return {
    title: 'Delete a note',
    blocks: [
      { kind: 'text', text: [`${whose(own)} on `, { strong: nameOf(about) }, ' of ', { moment: read.writtenAt }, ':'] },
      { kind: 'text', text: [read.text] },
    ],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'Agreement', required: true, sentence: noteDeletionSentence(own) },
    ],
    submit: {
      label: 'Delete',
      does: { command: 'note delete confirm', args: { about: keyOf(about), note: stored.id, shown: noteHash(own) } },
    },
  };
}

/** The reason of the hold is for those alone who may decide on it. */
export function noteHeldView({ about, read: { author } }: ChangedNote): View {
  return {
    title: `The note on ${nameOf(about)} stays`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          `A legal hold is on ${author.fullName}, so nothing that they wrote is deleted. Delete it when somebody who may decide on holds has lifted it.`,
        ],
      },
    ],
    actions: [showNotes(about)],
  };
}

export function deletedView(own: ChangedNote): View {
  const { about, stored } = own;
  return {
    title: `${whose(own)} on ${nameOf(about)} is deleted`,
    tone: 'neutral',
    blocks: [{ kind: 'facts', facts: [{ label: 'Reference', value: [{ code: stored.id }] }] }],
    actions: [showNotes(about)],
  };
}

const MOST_OFFERED = 5;

/** Several of one's own on the same: none is guessed. `again` makes the call for the one that is meant. */
export function whichNoteView(
  about: Candidate,
  notes: readonly ReadNote[],
  again: { readonly label: string; readonly command: string; readonly args: Readonly<Record<string, unknown>> },
): View {
  const offered = notes.slice(0, MOST_OFFERED);
  return {
    title: `Which of the notes on ${nameOf(about)}?`,
    tone: 'attention',
    blocks: [
      {
        kind: 'list',
        items: offered.map((note, at): readonly Inline[] => [
          `${at + 1}, `,
          { moment: note.writtenAt },
          `: ${note.text}`,
        ]),
        total: notes.length,
      },
    ],
    actions: offered.map(({ id }, at) => ({
      kind: 'run',
      label: `${again.label} ${at + 1}`,
      weight: 'plain',
      does: { command: again.command, args: { ...again.args, note: id } },
    })),
  };
}

export function noOwnNoteView(about: Candidate): View {
  return {
    title: `You have written no note on ${nameOf(about)}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          'Only whoever wrote a note changes or deletes it; of somebody who has left, whoever manages users deletes it. Nothing was changed.',
        ],
      },
    ],
    actions: [showNotes(about)],
  };
}

function showNotes(about: Candidate): View['actions'][number] {
  const does = { command: 'notes', args: { about: keyOf(about) } };
  return { kind: 'run', label: 'Show the notes', weight: 'primary', does };
}
