import { unreachable } from '../result.ts';
import type { NotProved } from './prove-person.ts';

/** Why somebody was not matched with a member, to that person and to nobody else. */
export function notProvedText(refused: NotProved): string {
  switch (refused.kind) {
    case 'not-known-there':
      return 'This chat does not know you as a member of its workspace.';
    case 'guest':
      return 'You are a guest in this workspace, and guests are never matched with a member.';
    case 'external':
      return 'You belong to another organization, and people from outside are never matched with a member.';
    case 'bot':
      return 'This is a bot, and bots are never matched with a member.';
    case 'deactivated-there':
      return 'Your chat account is deactivated.';
    case 'address-not-confirmed':
      return 'Your chat account has no confirmed address, so nobody can tell who you are.';
    case 'unverified-domain':
      return `Your chat address is in ${refused.domain}, which is not a verified domain of this account.`;
    case 'no-member':
      return `No member of this account has the address ${refused.address}.`;
    default:
      return unreachable(refused);
  }
}
