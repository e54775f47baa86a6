import type { PlatformProfile } from '../outbox/chat-gateway.ts';
import { domainOf, normalAddress } from '../relationships/address.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { Member } from './member.ts';

export type NotProved =
  | { readonly kind: 'not-known-there' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'external' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'deactivated-there' }
  | { readonly kind: 'address-not-confirmed' }
  | { readonly kind: 'unverified-domain'; readonly domain: string }
  | { readonly kind: 'no-member'; readonly address: string };

/** A full member of the workspace, whose address the platform has confirmed, in a domain that the account has proved. */
export async function provePerson(
  { domains, members }: Pick<Stores, 'domains' | 'members'>,
  profile: PlatformProfile | undefined,
): Promise<Result<Member, NotProved>> {
  if (profile === undefined) return err({ kind: 'not-known-there' });
  const standing = isFull(profile);
  if (!standing.ok) return standing;

  const address = profile.confirmedAddress === undefined ? undefined : normalAddress(profile.confirmedAddress);
  if (address === undefined) return err({ kind: 'address-not-confirmed' });
  const domain = domainOf(address);
  if ((await domains.byDomain(domain))?.state !== 'verified') return err({ kind: 'unverified-domain', domain });
  const member = await members.byAddress(address);
  return member === undefined || member.standing === 'removed' ? err({ kind: 'no-member', address }) : ok(member);
}

function isFull({ standing }: PlatformProfile): Result<undefined, NotProved> {
  switch (standing) {
    case 'full':
      return ok(undefined);
    case 'guest':
    case 'external':
    case 'bot':
      return err({ kind: standing });
    case 'deactivated':
      return err({ kind: 'deactivated-there' });
    default:
      return unreachable(standing);
  }
}
