import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalRequest } from './removal-request.ts';

/** Shares of the time until it is due; the last is the end of it. */
const SHARES = [0.5, 0.9, 1] as const;

export async function scheduleReminders(
  { ids }: { readonly ids: Ids },
  { work }: Pick<Stores, 'work'>,
  { id: removalId, accountId, askers, dueBy }: RemovalRequest,
): Promise<void> {
  const began = askers[0]?.at ?? dueBy;
  const seconds = began.until(dueBy).total('seconds');
  for (const share of SHARES) {
    const dueAt = began.add({ seconds: Math.round(seconds * share) });
    const key = `removal.remind:${removalId}:${share}`;
    await work.add({ id: ids.next('work'), kind: 'removal.remind', key, payload: { accountId, removalId }, dueAt });
  }
}
