import type { Id } from '../ids.ts';
import { stopReading } from '../mailboxes/stop-reading.ts';
import type { TellDeps } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { StoppedMailbox } from './decommission.ts';

/** Stops the reading of all their mailboxes and answers how each was wanted before, so that it can be given back. */
export async function disableSync(
  deps: TellDeps,
  stores: Stores,
  memberId: Id<'member'>,
): Promise<readonly StoppedMailbox[]> {
  const wanted = (await stores.mailboxes.ofMember(memberId)).filter(({ desired }) => desired !== 'disabled');
  for (const mailbox of wanted) await stopReading(deps, stores, mailbox, { desired: 'disabled' });
  return wanted.map(({ id, desired }) => ({ id, desired }));
}
