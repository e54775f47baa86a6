import type { Clock } from '../clock.ts';
import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';
import { movedSyncRun } from './sync-run-moves.ts';

/**
 * A reading that is under way ends, and at its next page a worker finds the mailbox not wanted any more. The cursor stays,
 * so that a mailbox that is wanted again goes on where it was.
 */
export async function stopReading(
  { clock }: { readonly clock: Clock },
  stores: Pick<Stores, 'mailboxes' | 'runs' | 'episodes' | 'work'>,
  mailbox: Mailbox,
  wish: Pick<Mailbox, 'desired'>,
): Promise<Mailbox> {
  const at = clock.now();
  const run = await stores.runs.unfinished(mailbox.id);
  if (run !== undefined) await stores.runs.replace(run, movedSyncRun(run, { kind: 'cancelled', at }));
  await stores.work.cancel(`mailbox.sync:${mailbox.id}`);
  // Nobody has to mend what is not read any more.
  const episode = await stores.episodes.open(`mailbox:${mailbox.id}`);
  if (episode !== undefined)
    await stores.episodes.replace(episode, { ...episode, closedAt: at, version: episode.version + 1 });
  if (mailbox.desired === wish.desired) return mailbox;
  const stopped = { ...mailbox, ...wish, retryAt: undefined, nextSyncAt: undefined, version: mailbox.version + 1 };
  await stores.mailboxes.replace(mailbox, stopped);
  return stopped;
}
