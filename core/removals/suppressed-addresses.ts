import type { MessageHead } from '../relationships/message-head.ts';
import { normalAddress } from '../relationships/address.ts';
import { suppressionDigest } from '../secrets/address-digest.ts';
import type { Key } from '../secrets/key.ts';
import type { Stores } from '../transaction.ts';

/** Those of the addresses in these messages that removed people had. */
export async function suppressedIn(
  { suppressions }: Pick<Stores, 'suppressions'>,
  key: Key<'suppression-digest'>,
  heads: readonly Pick<MessageHead, 'from' | 'to' | 'cc' | 'bcc'>[],
): Promise<ReadonlySet<string>> {
  const raw = heads.flatMap(({ from, to, cc, bcc }) => [...from, ...to, ...cc, ...bcc].map(({ address }) => address));
  const addresses = new Set([...new Set(raw)].flatMap((address) => normalAddress(address) ?? []));
  const byDigest = new Map([...addresses].map((address) => [suppressionDigest(key, address), address]));
  const found = await suppressions.among([...byDigest.keys()]);
  return new Set([...found].flatMap((digest) => byDigest.get(digest) ?? []));
}
