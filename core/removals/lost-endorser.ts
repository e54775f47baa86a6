import type { Stores } from '../transaction.ts';
import { endorserLeft, isOpen, type Moved } from './removal-moves.ts';
import type { RemovalRequest } from './removal-request.ts';

/**
 * Somebody who has left does not stand behind a removal, and what the person held would go to nobody: another asker takes
 * their place, or it waits for an endorsement again. Undefined while whoever endorsed it is here.
 */
export async function lostEndorser(
  { members }: Pick<Stores, 'members'>,
  request: RemovalRequest,
): Promise<Moved | undefined> {
  if (!isOpen(request) || request.endorsement === undefined) return undefined;
  const active = new Set((await members.list()).flatMap(({ id, standing }) => (standing === 'active' ? [id] : [])));
  if (active.has(request.endorsement.by)) return undefined;
  return endorserLeft(
    request,
    request.askers.filter(({ memberId }) => active.has(memberId)),
  );
}
