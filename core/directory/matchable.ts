import { domainOf } from '../relationships/address.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { suppressionDigest } from '../secrets/address-digest.ts';
import type { Stores } from '../transaction.ts';
import type { DirectoryLook, ListedPerson } from './directory-look.ts';

/**
 * Those of a look who could be invited as things stand now: in a verified domain, without a seat or one under way, not
 * deactivated, and nobody who was removed, of whom nothing is shown any more.
 */
export async function matchableIn(
  deps: AccountKeysDeps,
  stores: Stores,
  { id, accountId }: Pick<DirectoryLook, 'id' | 'accountId'>,
): Promise<readonly ListedPerson[]> {
  const found = await stores.directoryPeople.ofLook(id);
  const verified = new Set(
    (await stores.domains.list()).filter(({ state }) => state === 'verified').map(({ domain }) => domain),
  );
  const taken = await takenAddresses(stores);
  const { suppression } = await accountKeyring(deps, stores, accountId);
  const digestOf = ({ address }: ListedPerson): string => suppressionDigest(suppression, address);
  const suppressed = await stores.suppressions.among(found.map(digestOf));
  return found.filter(
    (person) =>
      verified.has(domainOf(person.address)) && !taken.has(person.address) && !suppressed.has(digestOf(person)),
  );
}

async function takenAddresses({ members, seats }: Pick<Stores, 'members' | 'seats'>): Promise<ReadonlySet<string>> {
  const held = new Set((await seats.list()).filter(isUnderway).map(({ memberId }) => memberId));
  const here = (await members.list()).filter(
    ({ id, standing }) => standing === 'active' || standing === 'deactivated' || held.has(id),
  );
  return new Set(here.map(({ address }) => address));
}
