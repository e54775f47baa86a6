import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';

/** Why a removal cannot be carried out as things stand, as a sentence with the way out; undefined when it can. */
export async function removalBlocked({ seats }: Stores, memberId: Id<'member'>): Promise<string | undefined> {
  const seat = await seats.ofMember(memberId);
  return seat?.state === 'awaiting-approval'
    ? 'A request for their seat is with the approvers. Whoever made it cancels it first.'
    : undefined;
}
