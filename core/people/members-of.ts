import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Member } from './member.ts';

/** Those who are named somewhere, without reading everybody of the account; whoever was removed is left out. */
export async function membersOf(
  { members }: Pick<Stores, 'members'>,
  ids: readonly Id<'member'>[],
): Promise<readonly Member[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => members.get(id)));
  return found.filter((member) => member !== undefined);
}
