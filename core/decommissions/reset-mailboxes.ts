import type { Clock } from '../clock.ts';
import { movedLink } from '../mailboxes/links/link-moves.ts';
import { startOver } from '../mailboxes/start-over.ts';
import type { Stores } from '../transaction.ts';
import type { SettledCounts } from './decommission.ts';
import type { ResetScope } from './reset-scope.ts';

/**
 * Of a mailbox there is nothing else to forget: it is read by the access of the whole organization, for which no token of
 * its owner and no subscription is kept, and nothing is written into it.
 */
export async function resetMailboxes(
  { clock }: { readonly clock: Clock },
  stores: Pick<Stores, 'mailboxes' | 'mailboxLinks' | 'work'>,
  { mailboxes, links }: ResetScope,
): Promise<SettledCounts> {
  for (const mailbox of mailboxes) await startOver(stores, mailbox);
  for (const link of links) {
    await stores.mailboxLinks.replace(link, movedLink(link, { kind: 'expired', at: clock.now() }));
    await stores.work.cancel(`mailbox.link:${link.id}`);
  }
  return { mailboxes: mailboxes.length, links: links.length };
}
