import { createHash } from 'node:crypto';
import { countOf } from '../views/count-text.ts';
import type { Form, View } from '../views/view.ts';
import type { List } from './list.ts';

/** What deleting a list would do as things are now: the very words and numbers that its owner agrees to. */
export type ListDeletion = { readonly list: List; readonly entries: number };

/** Agreement to another list, or to what has been changed since, is no agreement. */
export function listDeletionHash({ list, entries }: ListDeletion): string {
  return createHash('sha256')
    .update(JSON.stringify([list.id, list.version, entries]))
    .digest('hex');
}

export function listDeletionSentence({ list, entries }: ListDeletion): string {
  return `Delete the list “${list.name}” with ${countOf(entries, 'entry', 'entries')}. It cannot be brought back.`;
}

export function listDeletionForm(deletion: ListDeletion): Form {
  const { list, entries } = deletion;
  return {
    title: 'Delete a list',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'List', value: [{ strong: list.name }] },
          { label: 'Privacy', value: [list.privacy] },
          { label: 'Stand on it', value: [countOf(entries, 'entry', 'entries')] },
        ],
      },
      { kind: 'note', text: ['The people and organizations on it stay in the CRM, with their notes.'] },
    ],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'Agreement', required: true, sentence: listDeletionSentence(deletion) },
    ],
    submit: {
      label: 'Delete',
      does: { command: 'lists delete confirm', args: { list: list.id, shown: listDeletionHash(deletion) } },
    },
  };
}

export function listDeletedView({ list, entries }: ListDeletion): View {
  return {
    title: `The list ${list.name} is deleted`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Stood on it', value: [countOf(entries, 'entry', 'entries')] },
          { label: 'Reference', value: [{ code: list.id }] },
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show my lists', weight: 'primary', does: { command: 'lists', args: {} } }],
  };
}
