import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { RoundRow } from './round.ts';

/** Somebody of a round; whoever was removed meanwhile is called what is left of them. */
export type RoundLine = { readonly row: RoundRow; readonly member: Member };

export async function linesOfRound(
  { roundRows, members }: Pick<Stores, 'roundRows' | 'members'>,
  id: Id<'round'>,
): Promise<readonly RoundLine[]> {
  const byId = new Map((await members.list()).map((member) => [member.id, member]));
  return (await roundRows.ofRound(id)).flatMap((row) => {
    const member = byId.get(row.memberId);
    return member === undefined ? [] : [{ row, member }];
  });
}
