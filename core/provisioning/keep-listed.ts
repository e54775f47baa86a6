import { normalAddress } from '../relationships/address.ts';
import { isRoleAddress } from '../relationships/role-address.ts';
import type { Clock } from '../clock.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { suppressionDigest } from '../secrets/address-digest.ts';
import type { Stores } from '../transaction.ts';
import type { DirectoryPerson } from '../directory/directory-reader.ts';
import type { SeenPerson, ProvisioningRule } from './provisioning.ts';

type Deps = AccountKeysDeps & { readonly clock: Clock };
type Listing = Pick<Stores, 'provisioning' | 'members' | 'suppressions' | 'keys'>;

/** Who of a page is new; whoever may become somebody to invite later, such as a person without a mailbox, is not kept. */
export async function keepListed(
  deps: Deps,
  stores: Listing,
  rule: ProvisioningRule,
  people: readonly DirectoryPerson[],
): Promise<void> {
  const { accountId, claimId } = rule;
  const { suppression } = await accountKeyring(deps, stores, accountId);
  const seenAt = deps.clock.now();
  const listed: SeenPerson[] = [];
  for (const { address: written, fullName, isReachable } of people) {
    const address = normalAddress(written);
    if (address === undefined) continue;
    const digest = suppressionDigest(suppression, address);
    const base = { accountId, claimId, digest, seenAt, version: 1 };
    if (rule.isFirst || (await wasHere(stores, address, digest))) listed.push({ ...base, state: 'known' });
    else if (isReachable && mayBeInvited(rule, address))
      listed.push({ ...base, state: 'eligible', address, fullName: fullName.trim() });
  }
  await stores.provisioning.addPeople(listed);
}

export function mayBeInvited({ excluded, domain }: ProvisioningRule, address: string): boolean {
  return address.endsWith(`@${domain}`) && !excluded.includes(address) && !isRoleAddress(address);
}

/** A member, whatever became of them, or somebody who was removed. */
export async function wasHere(
  { members, suppressions }: Pick<Stores, 'members' | 'suppressions'>,
  address: string,
  digest: string,
): Promise<boolean> {
  return (await members.byAddress(address)) !== undefined || (await suppressions.among([digest])).has(digest);
}
