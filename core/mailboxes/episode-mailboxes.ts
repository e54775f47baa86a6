import type { Stores } from '../transaction.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Episode } from './sync-run.ts';

/** Whose mailboxes cannot be read because of it. */
export async function affectedNames({ mailboxes, members }: Stores, episode: Episode): Promise<readonly string[]> {
  const names: string[] = [];
  for (const id of episode.mailboxes) {
    const mailbox = await mailboxes.get(id);
    const member = mailbox === undefined ? undefined : await members.get(mailbox.memberId);
    if (member !== undefined) names.push(member.fullName);
  }
  return names;
}

/** Nobody waits for tomorrow's look when the common cause is known to be mended. */
export async function wakeMailboxes(
  deps: Pick<SyncDeps, 'ids' | 'clock'>,
  { work }: Stores,
  { accountId, mailboxes }: Episode,
): Promise<void> {
  for (const mailboxId of mailboxes) {
    await work.add({
      id: deps.ids.next('work'),
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailboxId}`,
      payload: { accountId, mailboxId },
      dueAt: deps.clock.now(),
    });
  }
}
