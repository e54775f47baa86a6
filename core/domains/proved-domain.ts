import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Ids } from '../ids.ts';
import type { Clock } from '../clock.ts';
import { domainOf } from '../relationships/address.ts';
import type { Stores } from '../transaction.ts';

/**
 * Access to a mail system reaches every mailbox in it, so the list of what may be read is our own: work mailboxes of a
 * domain that the account has proved. A lapsed domain is read on until its grace is over. A personal mailbox never was of
 * such a domain; its owner alone decides about it.
 */
export async function mayBeRead(
  { domains }: Pick<Stores, 'domains'>,
  mailbox: Pick<Mailbox, 'address' | 'class'>,
): Promise<boolean> {
  if (mailbox.class === 'personal') return true;
  const claim = await domains.byDomain(domainOf(mailbox.address));
  return claim?.state === 'verified' || claim?.state === 'lapsed';
}

/**
 * The company's own lie directly in a domain that the account has proved, today or once: what is stamped on a mailbox is
 * never derived again, so a lapsed domain makes nothing personal.
 */
export async function mailboxClassOf({ domains }: Pick<Stores, 'domains'>, address: string): Promise<Mailbox['class']> {
  const claim = await domains.byDomain(domainOf(address));
  const isOurs = claim?.firstVerifiedAt !== undefined && claim.state !== 'conflict';
  return isOurs ? 'work' : 'personal';
}

/** Nobody new is invited, and no further work mailbox read, in a domain that is not verified at this very moment. */
export async function isDomainVerified({ domains }: Pick<Stores, 'domains'>, address: string): Promise<boolean> {
  return (await domains.byDomain(domainOf(address)))?.state === 'verified';
}

/** The mailboxes of a domain take notice at once that it was proved, or is not the account's any more. */
export async function wakeMailboxes(
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  { mailboxes, work }: Pick<Stores, 'mailboxes' | 'work'>,
  domain: string,
): Promise<void> {
  for (const { id: mailboxId, accountId, address, desired } of await mailboxes.list()) {
    if (desired !== 'enabled' || domainOf(address) !== domain) continue;
    await work.add({
      id: ids.next('work'),
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailboxId}`,
      payload: { accountId, mailboxId },
      dueAt: clock.now(),
    });
  }
}
