import type { Id } from '../../ids.ts';
import type { Stores } from '../../transaction.ts';

/** The mailboxes of a member that were unlinked: they are stored for what is kept, and are not read. */
export async function unlinkedOf(
  { mailboxLinks }: Pick<Stores, 'mailboxLinks'>,
  memberId: Id<'member'>,
): Promise<ReadonlySet<Id<'mailbox'>>> {
  const links = await mailboxLinks.ofMember(memberId);
  const gone = links.flatMap((link) => (link.state === 'unlinked' || link.state === 'purged' ? [link.mailboxId] : []));
  return new Set(gone);
}
