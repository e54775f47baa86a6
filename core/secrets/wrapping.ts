import type { Entropy } from '../entropy.ts';
import { ok, type Result } from '../result.ts';
import { open, seal, type OpenFailure, type Place } from './envelope.ts';
import { deriveKey, rootKey, type AccountKey, type Key, type MasterKey } from './key.ts';

/** A key at rest: plain data for a row, useless without the key that wraps it. */
export type WrappedKey<Purpose extends WrappedPurpose = WrappedPurpose> = {
  readonly purpose: Purpose;
  readonly keyId: string;
  readonly wrappedBy: string;
  readonly owner: KeyOwner;
  readonly sealed: string;
};

/** `holderId` is the account itself for its own keys, the member for a person key. */
export type KeyOwner = { readonly accountId: string; readonly holderId: string };

export type WrappedPurpose = keyof WrapperOf;

/** The master key wraps what belongs to the account; the account key wraps what belongs to a person. */
export type WrapperOf = {
  readonly account: MasterKey;
  readonly suppression: MasterKey;
  readonly person: AccountKey;
};

export function wrapKey<Purpose extends WrappedPurpose>(
  deps: { readonly entropy: Entropy },
  wrapper: WrapperOf[Purpose],
  key: Key<Purpose>,
  owner: KeyOwner,
): WrappedKey<Purpose> {
  const head = { purpose: key.purpose, keyId: key.id, wrappedBy: wrapper.id, owner };
  return { ...head, sealed: seal(deps, deriveKey('wrapping', wrapper), key.secret.reveal(), placeOf(head)) };
}

export function unwrapKey<Purpose extends WrappedPurpose>(
  wrapper: WrapperOf[Purpose],
  wrapped: WrappedKey<Purpose>,
): Result<Key<Purpose>, OpenFailure> {
  const opened = open(deriveKey('wrapping', wrapper), wrapped.sealed, placeOf(wrapped));
  return opened.ok ? ok(rootKey(wrapped.purpose, opened.value)) : opened;
}

type KeyHead = Pick<WrappedKey, 'purpose' | 'keyId' | 'owner'>;

function placeOf({ purpose, keyId, owner }: KeyHead): Place {
  return { accountId: owner.accountId, table: 'key', column: purpose, rowId: JSON.stringify([owner.holderId, keyId]) };
}
