import { unlinkedOf } from '../mailboxes/links/unlinked-of.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { findMember, type MemberNotFound } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { normalAddress } from '../relationships/address.ts';
import { err, ok, type Result } from '../result.ts';
import type { CommandContext } from './command.ts';

export type NamedMailboxes = { readonly member: Member; readonly mailboxes: readonly Mailbox[] };

/** All mailboxes of whoever is named, or of the one who acts; one alone where it is named by an address of its own. */
export async function namedMailboxes(
  { stores, from, actor }: Pick<CommandContext, 'stores' | 'from' | 'actor'>,
  typed: string | undefined,
): Promise<Result<NamedMailboxes, MemberNotFound>> {
  if (typed === undefined && actor.kind === 'member') return ok(await allOf(stores, actor.member));
  const found = await findMember(stores, from, typed ?? '');
  if (found.ok) return ok(await allOf(stores, found.value));
  const one = await byAddress(stores, typed ?? '');
  return one === undefined ? err(found.error) : ok(one);
}

/** Whether these are the mailboxes of whoever acts. */
export async function isOwnMailbox(typed: string | undefined, context: CommandContext): Promise<boolean> {
  const { actor } = context;
  const named = await namedMailboxes(context, typed);
  return actor.kind === 'member' && named.ok && named.value.member.id === actor.member.id;
}

async function allOf({ mailboxes, mailboxLinks }: CommandContext['stores'], member: Member): Promise<NamedMailboxes> {
  const unlinked = await unlinkedOf({ mailboxLinks }, member.id);
  return { member, mailboxes: (await mailboxes.ofMember(member.id)).filter(({ id }) => !unlinked.has(id)) };
}

async function byAddress(stores: CommandContext['stores'], typed: string): Promise<NamedMailboxes | undefined> {
  const address = normalAddress(typed);
  const mailbox = (await stores.mailboxes.list()).find((each) => each.address === address);
  const member = mailbox === undefined ? undefined : await stores.members.get(mailbox.memberId);
  if (mailbox === undefined || member === undefined) return undefined;
  return { member, mailboxes: (await unlinkedOf(stores, member.id)).has(mailbox.id) ? [] : [mailbox] };
}
