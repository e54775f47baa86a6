import { tellStuck } from '../approvals/tell-stuck.ts';
import type { StoppedMailbox } from '../decommissions/decommission.ts';
import { stoppedBefore } from '../decommissions/stopped-before.ts';
import { stopReading } from '../mailboxes/stop-reading.ts';
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

  await tellStuck(deps, stores);
  // What was disabled on the way to this is given back with the rest.
  const before = await stoppedBefore(stores, memberId);
  const mailboxes: StoppedMailbox[] = [];
  let stopped = 0;
  for (const mailbox of await stores.mailboxes.ofMember(memberId)) {
    await stopReading(deps, stores, mailbox, { desired: 'disabled' });
    if (mailbox.desired === 'disabled') mailboxes.push(...before.filter(({ id }) => id === mailbox.id));
    else {
      mailboxes.push({ id: mailbox.id, desired: mailbox.desired });
      stopped += 1;
    }
  }
  return { isFinished: true, counts: { mailboxes: stopped }, undo: { mailboxes } };
};
