import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import type { MailboxLink } from '../mailboxes/links/mailbox-link.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';

/** What a reset takes: mailboxes of which something is remembered, and links that wait. */
export type ResetScope = {
  readonly mailboxes: readonly Mailbox[];
  readonly links: readonly Extract<MailboxLink, { state: 'checking' | 'awaiting-owner' }>[];
};

export async function resetScope(
  { mailboxes, mailboxLinks }: Pick<Stores, 'mailboxes' | 'mailboxLinks'>,
  { id }: Pick<Member, 'id'>,
): Promise<ResetScope> {
  const links = await mailboxLinks.ofMember(id);
  return {
    mailboxes: (await mailboxes.ofMember(id)).filter(
      ({ cursor, lastSyncAt }) => cursor !== undefined || lastSyncAt !== undefined,
    ),
    links: links.flatMap((link) => (link.state === 'checking' || link.state === 'awaiting-owner' ? [link] : [])),
  };
}

/** What a confirmation is bound to. */
export function resetHash({ id }: Pick<Member, 'id'>, { mailboxes, links }: ResetScope): string {
  const content = canonicalJson(['usher/reset/v1', id, mailboxes.map((each) => each.id), links.map((each) => each.id)]);
  return createHash('sha256').update(content).digest('hex');
}

/** What is agreed to, word for word; it is stored as it was shown. */
export function resetSentence({ fullName }: Member, { mailboxes, links }: ResetScope): string {
  const names = mailboxes.map(({ address }) => address).join(', ');
  const forgotten =
    mailboxes.length === 0
      ? 'Nothing is remembered of a reading.'
      : `Where the reading of ${countOf(mailboxes.length, 'mailbox', 'mailboxes')} (${names}) had got to is forgotten; read again, they are read from the beginning.`;
  const ended = links.length === 0 ? '' : ` ${countOf(links.length, 'link that waits ends', 'links that wait end')}.`;
  return `I agree that the mailboxes of ${fullName} are reset. ${forgotten}${ended} What was read stays.`;
}
