import { z } from 'zod';
import type { KeyStore } from '../credentials/org-credential.ts';
import type { Entropy } from '../entropy.ts';
import type { Id } from '../ids.ts';
import type { Result } from '../result.ts';
import { generateKey, type PersonKey } from './key.ts';
import { createKeyring, openKeyring, type Keyring } from './keyring.ts';
import type { MasterKeys } from './master-keys.ts';
import { unwrapKey, wrapKey, type WrappedKey, type WrappedPurpose } from './wrapping.ts';

export type AccountKeysDeps = { readonly entropy: Entropy; readonly masters: MasterKeys };
type Keys = { readonly keys: KeyStore };

/** The account's opened keys; made on first use and kept wrapped by the master key. */
export async function accountKeyring(
  deps: AccountKeysDeps,
  { keys }: Keys,
  accountId: Id<'account'>,
): Promise<Keyring> {
  const fresh = createKeyring(deps, deps.masters, accountId);
  const account = await keepOrRead(keys, 'account', fresh.account);
  const suppression = await keepOrRead(keys, 'suppression', fresh.suppression);
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
  const owner = { accountId: keyring.accountId, holderId: memberId };
  const stored = await keys.get(`person:${memberId}`);
  if (stored === DESTROYED) return undefined;
  const wrapped =
    stored === undefined
      ? await keepOrRead(keys, `person:${memberId}`, wrapKey(deps, keyring.account, generateKey(deps, 'person'), owner))
      : parseWrapped(stored, 'person');
  return opened(unwrapKey<'person'>(keyring.account, wrapped), 'person');
}

/** What a store answers for an owner whose key was destroyed. */
export const DESTROYED = 'destroyed';

async function keepOrRead<Purpose extends WrappedPurpose>(
  keys: KeyStore,
  owner: string,
  fresh: WrappedKey<Purpose>,
): Promise<WrappedKey<Purpose>> {
  const stored = (await keys.get(owner)) ?? (await keys.put(owner, JSON.stringify(fresh)));
  return parseWrapped(stored, fresh.purpose);
}

const wrappedSchema = z.object({
  purpose: z.string(),
  keyId: z.string(),
  wrappedBy: z.string(),
  owner: z.object({ accountId: z.string(), holderId: z.string() }),
  sealed: z.string(),
});

function parseWrapped<Purpose extends WrappedPurpose>(text: string, purpose: Purpose): WrappedKey<Purpose> {
  const wrapped = wrappedSchema.parse(JSON.parse(text));
  if (wrapped.purpose !== purpose) throw new Error(`A ${wrapped.purpose} key stands where a ${purpose} key belongs`);
  return { ...wrapped, purpose };
}

function opened<Value>(result: Result<Value, { readonly kind: string }>, what: string): Value {
  if (!result.ok) throw new Error(`The ${what} key does not open: ${result.error.kind}`);
  return result.value;
}
