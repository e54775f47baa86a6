import type { Command } from './command.ts';
import { createDirectory } from './directory.ts';
import { createLists, type ListsDeps } from './lists.ts';
import { createNotes, type NotesDeps } from './notes.ts';
import { createValue } from './value.ts';
import { createWho } from './who.ts';

/** What the mailboxes have taught, and what people keep beside it. */
export function createInsight(deps: ListsDeps & NotesDeps): readonly Command[] {
  return [createWho(deps), ...createDirectory(deps), createValue(deps), ...createLists(deps), ...createNotes(deps)];
}
