import type { TellDeps } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { leaveEpisodes } from './leave-episodes.ts';
import type { Mailbox } from './mailbox.ts';
import { movedSyncRun } from './sync-run-moves.ts';

/**
 * A reading that is under way ends, and at its next page a worker finds the mailbox not wanted any more. The cursor stays,
 * so that a mailbox that is wanted again goes on where it was.
 */
export async function stopReading(
  deps: TellDeps,
  stores: Stores,
  mailbox: Mailbox,
  wish: Pick<Mailbox, 'desired'>,
): Promise<Mailbox> {
  const at = deps.clock.now();
  const run = await stores.runs.unfinished(mailbox.id);
  if (run !== undefined) await stores.runs.replace(run, movedSyncRun(run, { kind: 'cancelled', at }));
  await stores.work.cancel(`mailbox.sync:${mailbox.id}`);
  await leaveEpisodes(deps, stores, mailbox);
  if (mailbox.desired === wish.desired) return mailbox;
  const stopped = { ...mailbox, ...wish, retryAt: undefined, nextSyncAt: undefined, version: mailbox.version + 1 };
  await stores.mailboxes.replace(mailbox, stopped);
  return stopped;
}
