import type { Stores } from '../transaction.ts';
import { closeEpisodes } from './close-episodes.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { paintRecovered, tellGaps } from './run-notices.ts';
import type { SyncDeps } from './sync-deps.ts';
import { tellDone } from './sync-notices.ts';
import { movedSyncRun } from './sync-run-moves.ts';
import type { SyncRun } from './sync-run.ts';
import { nextCycle } from './sync-schedule.ts';

export type CaughtUp = { readonly kind: 'caught-up'; readonly nextSyncAt: Temporal.Instant };

type Done = {
  readonly held: HeldMailbox;
  readonly before: SyncRun;
  readonly run: SyncRun;
  readonly mailbox: Mailbox;
};

/** Nothing waits any more: the run has succeeded and the mailbox is up to date until its next cycle. */
export async function readingDone(
  deps: SyncDeps,
  stores: Stores,
  { held, before, run, mailbox }: Done,
): Promise<CaughtUp> {
  const now = deps.clock.now();
  const nextSyncAt = nextCycle(now, mailbox.id, deps.config);
  const succeeded = { ...movedSyncRun(run, { kind: 'succeeded', at: now }), version: before.version + 1 };
  const rested: Mailbox = {
    ...mailbox,
    health: { kind: 'ok', checkedAt: now },
    retryAt: undefined,
    lastSyncAt: now,
    nextSyncAt,
  };
  await stores.runs.replace(before, succeeded);
  await stores.mailboxes.replace(held.mailbox, rested);
  await stores.mail.saveReading(mailbox.id, held.reading);
  await closeEpisodes(deps, stores, held);
  const done = { ...held, run: succeeded, nextSyncAt };
  await paintRecovered(deps, stores, done);
  if (run.trigger === 'cycle') await tellGaps(deps, stores, done);
  else await tellDone(deps, stores, done);
  return { kind: 'caught-up', nextSyncAt };
}
