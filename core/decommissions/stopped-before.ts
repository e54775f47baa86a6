import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { StoppedMailbox } from './decommission.ts';

/** The mailboxes that the decommissioning under way has stopped, with how they were wanted before. */
export async function stoppedBefore(
  { decommissions }: Pick<Stores, 'decommissions'>,
  memberId: Id<'member'>,
): Promise<readonly StoppedMailbox[]> {
  return (await decommissions.open(memberId))?.stopped ?? [];
}
