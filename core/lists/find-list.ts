import type { Stores } from '../transaction.ts';
import type { Id } from '../ids.ts';
import type { View } from '../views/view.ts';
import { maySeeList, type List } from './list.ts';

export type ListNotFound =
  | { readonly kind: 'no-list'; readonly typed: string }
  | { readonly kind: 'several-lists'; readonly typed: string; readonly candidates: readonly List[] };

/** By id, as a button carries it, or by name; of several with one name none is guessed. */
export async function findList(
  { lists }: Pick<Stores, 'lists'>,
  viewer: Id<'member'>,
  typed: string,
): Promise<{ readonly kind: 'found'; readonly list: List } | ListNotFound> {
  const visible = (await lists.all()).filter((list) => maySeeList(list, viewer));
  const candidates = visible.filter(({ id, name }) => id === typed || folded(name) === folded(typed));
  const [list] = candidates;
  if (list === undefined) return { kind: 'no-list', typed };
  return candidates.length === 1 ? { kind: 'found', list } : { kind: 'several-lists', typed, candidates };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

export function listNotFoundView(missing: ListNotFound): View {
  const offered = missing.kind === 'no-list' ? [] : missing.candidates.slice(0, 5);
  return {
    title:
      missing.kind === 'no-list'
        ? `There is no list “${missing.typed}”`
        : `Several lists are called “${missing.typed}”`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          missing.kind === 'no-list'
            ? 'It may be somebody’s private list. Write a name with blanks in quotation marks. Nothing was changed.'
            : 'Choose the one you mean. Nothing was changed.',
        ],
      },
    ],
    actions: [
      ...offered.map(
        ({ id, privacy }) =>
          ({
            kind: 'run',
            label: `Show the ${privacy} one`,
            weight: 'plain',
            does: { command: 'lists show', args: { list: id } },
          }) as const,
      ),
      { kind: 'run', label: 'Show my lists', weight: 'primary', does: { command: 'lists', args: {} } },
    ],
  };
}
