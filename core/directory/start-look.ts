import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Listing } from './directory-look.ts';

type Starting = {
  readonly accountId: Id<'account'>;
  readonly askedBy: Id<'member'>;
  readonly now: Temporal.Instant;
  readonly listings: readonly Listing[];
};

/** Has the directories read by a worker; somebody who asks meanwhile waits for the same reading. */
export async function startLook(
  { ids }: { readonly ids: Ids },
  stores: Pick<Stores, 'directoryLooks' | 'work'>,
  { accountId, askedBy, now, listings }: Starting,
): Promise<void> {
  const id = ids.next('directory-look');
  const base = { id, accountId, askedBy, askedAt: now, version: 1 };
  const begun = { state: 'reading', left: listings, cursor: undefined, refused: undefined } as const;
  const added = await stores.directoryLooks.add({ ...base, ...begun });
  if (!added) return;
  await stores.work.add({
    id: ids.next('work'),
    kind: 'directory.read',
    key: `directory.read:${id}`,
    payload: { accountId, lookId: id },
    dueAt: now,
  });
}
