import type { Id } from '../ids.ts';
import type { Recipient } from '../outbox/notice.ts';
import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';

/** Where news of background work goes: the channels set up for it, or whoever invited the person. */
export async function jobRecipients(
  { channels }: Pick<Stores, 'channels'>,
  inviter: Id<'member'>,
): Promise<readonly Recipient[]> {
  const found = (await channels.list()).filter(({ purpose }) => purpose === 'jobs');
  if (found.length === 0) return [{ kind: 'member', memberId: inviter }];
  return found.map(({ purpose, surface, workspace, channel }) => ({
    kind: 'channel',
    purpose,
    address: { kind: 'channel', surface, workspace, channel },
  }));
}

/** Tells recipients apart in the key of a notice. */
export function recipientKey(recipient: Recipient): string {
  switch (recipient.kind) {
    case 'member':
      return recipient.memberId;
    case 'channel':
    case 'address': {
      const { surface, workspace, ...where } = recipient.address;
      return [surface, workspace, where.kind === 'user' ? where.user : where.channel].join(':');
    }
    default:
      return unreachable(recipient);
  }
}
