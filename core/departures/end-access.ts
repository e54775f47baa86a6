import type { Mailbox } from '../mailboxes/mailbox.ts';
import { movedSyncRun } from '../mailboxes/sync-run-moves.ts';
import type { Stores } from '../transaction.ts';
import type { DepartureDeps } from './departure-deps.ts';
import type { RunStep } from './step-result.ts';

/**
 * Rights are read at every command, so the standing ends them all. A reading that is under way stops at its next page:
 * its mailbox is not wanted any more. Cursors stay, so that a reactivation goes on where the reading was.
 */
export const endAccess: RunStep = async (deps, stores, { memberId }) => {
  const member = await stores.members.get(memberId);
  if (member === undefined) throw new Error(`Member ${memberId} leaves but is not stored`);
  if (member.standing === 'active' || member.standing === 'invited')
    await stores.members.replace(member, { ...member, standing: 'deactivated', version: member.version + 1 });

  const stopped: Mailbox[] = [];
  for (const mailbox of await stores.mailboxes.ofMember(memberId)) {
    await stopReading(deps, stores, mailbox);
    if (mailbox.desired !== 'disabled') stopped.push(mailbox);
  }
  const mailboxes = stopped.map(({ id, desired }) => ({ id, desired }));
  return { isFinished: true, counts: { mailboxes: stopped.length }, undo: { mailboxes } };
};

async function stopReading({ clock }: DepartureDeps, stores: Stores, mailbox: Mailbox): Promise<void> {
  const at = clock.now();
  const run = await stores.runs.unfinished(mailbox.id);
  if (run !== undefined) await stores.runs.replace(run, movedSyncRun(run, { kind: 'cancelled', at }));
  await stores.work.cancel(`mailbox.sync:${mailbox.id}`);
  // Nobody has to mend what is not read any more.
  const episode = await stores.episodes.open(`mailbox:${mailbox.id}`);
  if (episode !== undefined)
    await stores.episodes.replace(episode, { ...episode, closedAt: at, version: episode.version + 1 });
  if (mailbox.desired === 'disabled') return;
  await stores.mailboxes.replace(mailbox, {
    ...mailbox,
    desired: 'disabled',
    retryAt: undefined,
    nextSyncAt: undefined,
    version: mailbox.version + 1,
  });
}
