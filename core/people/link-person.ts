import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { PlatformUser } from '../commands/inbound.ts';
import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Identity } from './identity.ts';
import type { Member } from './member.ts';
import { recordLink } from './record-link.ts';

export type LinkPersonDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };
export type LinkPersonStores = Pick<Stores, 'identities' | 'audit' | 'keys'>;

/** Links a proved chat user and records it. Answers who holds the user: the first link of a user stays. */
export async function linkPerson(
  { ids, clock, audit }: LinkPersonDeps,
  stores: LinkPersonStores,
  {
    accountId,
    member,
    user,
  }: { readonly accountId: Id<'account'>; readonly member: Member; readonly user: PlatformUser },
): Promise<Id<'member'>> {
  const identity: Identity = {
    id: ids.next('identity'),
    accountId,
    memberId: member.id,
    user,
    proof: 'confirmed-address',
    linkedAt: clock.now(),
  };
  if (!(await stores.identities.link(identity))) {
    const before = await stores.identities.of(user);
    if (before === undefined) throw new Error('A chat user is linked already but the link cannot be read');
    return before.memberId;
  }
  await recordLink({ audit }, stores, identity, { kind: 'job', job: 'identity.link' });
  return member.id;
}
