import type { KeyStore } from '../credentials/org-credential.ts';
import type { Entropy } from '../entropy.ts';
import type { Id } from '../ids.ts';
import type { Result } from '../result.ts';
import { generateKey, type PersonKey } from './key.ts';
import { createKeyring, openKeyring, type Keyring } from './keyring.ts';
import type { MasterKeys } from './master-keys.ts';
import { parseWrappedKey, wrappedKeyText } from './wrapped-key-text.ts';
import { unwrapKey, wrapKey } from './wrapping.ts';

export type AccountKeysDeps = { readonly entropy: Entropy; readonly masters: MasterKeys };
type Keys = { readonly keys: KeyStore };

/** What a store answers for an owner whose key was destroyed. */
export const DESTROYED = 'destroyed';

/** The account's opened keys; made on first use and kept wrapped by the master key. */
export async function accountKeyring(
  deps: AccountKeysDeps,
  { keys }: Keys,
  accountId: Id<'account'>,
): Promise<Keyring> {
  const account = await keys.get('account');
  const suppression = await keys.get('suppression');
  if (account === undefined || suppression === undefined) return await firstKeyring(deps, { keys }, accountId);
  const wrapped = {
    accountId,
    account: parseWrappedKey('account', account),
    suppression: parseWrappedKey('suppression', suppression),
  };
  return opened(openKeyring(deps.masters, wrapped), 'account');
}

/** Two processes may come here at once; both go on with the key that was kept. */
async function firstKeyring(deps: AccountKeysDeps, { keys }: Keys, accountId: Id<'account'>): Promise<Keyring> {
  const fresh = createKeyring(deps, deps.masters, accountId);
  const account = parseWrappedKey('account', await keys.put('account', wrappedKeyText(fresh.account)));
  const suppression = parseWrappedKey('suppression', await keys.put('suppression', wrappedKeyText(fresh.suppression)));
  return opened(openKeyring(deps.masters, { accountId, account, suppression }), 'account');
}

/**
 * The key under which everything about one person lies. Destroying it erases them from records that must stay. A
 * destroyed key is not made again: undefined.
 */
export async function personKey(
  deps: AccountKeysDeps,
  { keys }: Keys,
  keyring: Keyring,
  memberId: Id<'member'>,
): Promise<PersonKey | undefined> {
  const owner = `person:${memberId}`;
  const stored =
    (await keys.get(owner)) ?? (await keys.put(owner, wrappedKeyText(freshPersonKey(deps, keyring, memberId))));
  if (stored === DESTROYED) return undefined;
  return opened(unwrapKey<'person'>(keyring.account, parseWrappedKey('person', stored)), 'person');
}

function freshPersonKey(deps: AccountKeysDeps, keyring: Keyring, memberId: Id<'member'>) {
  return wrapKey(deps, keyring.account, generateKey(deps, 'person'), {
    accountId: keyring.accountId,
    holderId: memberId,
  });
}

function opened<Value>(result: Result<Value, { readonly kind: string }>, what: string): Value {
  if (!result.ok) throw new Error(`The ${what} key does not open: ${result.error.kind}`);
  return result.value;
}

/** From here on nobody can read what lies under the person’s key, and no new one is made in its place. */
export async function destroyPersonKey({ keys }: Keys, memberId: Id<'member'>): Promise<void> {
  await keys.destroy(`person:${memberId}`);
}
