import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Inline } from '../views/view.ts';
import type { RemovalRequest } from './removal-request.ts';

/** How people who had a part in a request are called now. */
export type Names = (member: Id<'member'>) => Inline;

export async function namesIn({ members }: Pick<Stores, 'members'>, request: RemovalRequest): Promise<Names> {
  const all = new Map((await members.list()).map(({ id, fullName }) => [id, fullName]));
  return (member) => {
    const name = all.get(member);
    if (name === undefined) throw new Error(`Removal ${request.id} names ${member}, who is not stored`);
    return { member, name };
  };
}

/** What a removal is called: by the person while they are there, by its number ever after. */
export function removalTitle({ number, person }: RemovalRequest): string {
  return person === undefined ? `Removal ${number}` : `Removal ${number}: ${person.fullName}`;
}

export function listed(names: Names, members: readonly Id<'member'>[]): readonly Inline[] {
  return members.flatMap((member, index) => [index === 0 ? '' : ', ', names(member)]);
}
