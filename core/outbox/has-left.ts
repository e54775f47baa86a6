import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Notice } from './notice.ts';

/** What somebody who has left is still told: how they left, and the answers to what they ask themselves. */
const STILL_TOLD = ['departure-', 'answer:'] as const;

/**
 * Whether a notice is for somebody who has left and is not theirs any more: what the company asked for, spends or decides
 * is not their business from then on, also where it was written down before.
 */
export async function isForLeaver(
  stores: Pick<Stores, 'members' | 'identities'>,
  { recipient, subject }: Pick<Notice, 'recipient' | 'subject'>,
): Promise<boolean> {
  const member = await memberOf(stores, recipient);
  // Of whoever was removed nothing is known any more that a message could be sent to.
  if (member?.standing === 'removed') return true;
  return member?.standing === 'deactivated' && !STILL_TOLD.some((about) => subject.startsWith(about));
}

async function memberOf(
  { members, identities }: Pick<Stores, 'members' | 'identities'>,
  recipient: Notice['recipient'],
): Promise<Member | undefined> {
  if (recipient.kind === 'member') return await members.get(recipient.memberId);
  const { address } = recipient;
  const identity = address.kind === 'user' ? await identities.of(address) : undefined;
  return identity && (await members.get(identity.memberId));
}
