import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalRequest } from './removal-request.ts';

/** The worker looks at it then, or earlier if that was wished for before. */
export async function carryOutAt(
  { ids }: { readonly ids: Ids },
  { work }: Pick<Stores, 'work'>,
  { id: removalId, accountId }: Pick<RemovalRequest, 'id' | 'accountId'>,
  dueAt: Temporal.Instant,
): Promise<void> {
  const kind = 'removal.carry-out';
  await work.add({ id: ids.next('work'), kind, key: `${kind}:${removalId}`, payload: { accountId, removalId }, dueAt });
}
