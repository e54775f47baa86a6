import type { PlatformUser } from '../../core/commands/inbound.ts';
import type { Identity } from '../../core/people/identity.ts';
import type { Member } from '../../core/people/member.ts';
import { ACME, ids, NOW } from './ids.ts';

/** Somebody new at each call. */
export function aMember(member: Partial<Member> = {}): Member {
  const id = member.id ?? ids.next('member');
  return {
    id,
    accountId: ACME,
    fullName: 'Ada Lovelace',
    address: `ada.${id.slice(-12)}@example.com`,
    role: 'standard',
    grants: [],
    standing: 'active',
    version: 1,
    ...member,
  };
}

export function aPlatformUser(user: Partial<PlatformUser> = {}): PlatformUser {
  return { surface: 'chat', workspace: 'acme', user: `U-${ids.next('identity')}`, ...user };
}

export function anIdentity(identity: Partial<Identity> & { readonly memberId: Identity['memberId'] }): Identity {
  return {
    id: ids.next('identity'),
    accountId: ACME,
    user: aPlatformUser(),
    proof: 'confirmed-address',
    linkedAt: NOW,
    ...identity,
  };
}
