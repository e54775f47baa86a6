import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { handedOver, type List } from './list.ts';

/** Gives every list of one member to another. Answers the lists as they are now; a second time there are none. */
export async function handOverLists(
  { lists }: Pick<Stores, 'lists'>,
  from: Id<'member'>,
  to: Id<'member'>,
): Promise<readonly List[]> {
  const moved: List[] = [];
  for (const list of await lists.ofOwner(from)) {
    const next = handedOver(list, to);
    await lists.replace(list, next);
    moved.push(next);
  }
  return moved;
}
