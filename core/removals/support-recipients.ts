import type { Recipient } from '../outbox/notice.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';

/** The channels set up for support; without one, everybody with the support grant. */
export async function supportRecipients({
  channels,
  members,
}: Pick<Stores, 'channels' | 'members'>): Promise<readonly Recipient[]> {
  const found = (await channels.list()).filter(({ purpose }) => purpose === 'support');
  if (found.length > 0)
    return found.map(({ purpose, surface, workspace, channel }) => ({
      kind: 'channel',
      purpose,
      address: { kind: 'channel', surface, workspace, channel },
    }));
  return (await supportMembers({ members })).map(({ id }) => ({ kind: 'member', memberId: id }));
}

/** Whether anybody may act on what support gets; a channel alone takes nothing into its hands. */
export async function hasSupportMember(stores: Pick<Stores, 'members'>): Promise<boolean> {
  return (await supportMembers(stores)).length > 0;
}

async function supportMembers({ members }: Pick<Stores, 'members'>): Promise<readonly Member[]> {
  return (await members.list()).filter(({ standing, grants }) => standing === 'active' && grants.includes('support'));
}
