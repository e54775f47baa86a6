import { holdOn } from '../departures/legal-hold.ts';
import { holdMailbox } from './hold-mailbox.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';

/**
 * Deletes what has been gone longer than the grace period. Only after a reading that has caught up: what was moved has
 * turned up at its new place by then. While a legal hold is on its owner it stays; a later reading deletes it.
 */
export async function purgeGone(deps: SyncDeps, turn: Turn): Promise<void> {
  const { grace, purgeBatch } = deps.config;
  const goneBefore = deps.clock.now().subtract({ milliseconds: grace.total('milliseconds') });
  while (!turn.signal.aborted) {
    const purged = await deps.transaction.run(turn.accountId, async (stores) => {
      const answer = await holdMailbox(deps, stores, turn);
      if (answer.kind !== 'held' || (await holdOn(stores, answer.held.member.id)) !== undefined) return undefined;
      return await stores.mail.purge(answer.held.mailbox, goneBefore, purgeBatch);
    });
    if (purged === undefined) return;
    if (purged.copies > 0) deps.log.info({ mailboxId: turn.mailboxId, ...purged }, 'Gone mail purged');
    if (purged.copies < purgeBatch) return;
  }
}
