import { createHash, hkdfSync } from 'node:crypto';
import type { Entropy } from '../entropy.ts';
import { secretBytes, type SecretBytes } from './secret-bytes.ts';

export type Key<Purpose extends KeyPurpose> = {
  /** For a root the fingerprint of its bytes, for a derived key the id of its root. */
  readonly id: string;
  readonly purpose: Purpose;
  readonly secret: SecretBytes;
};

export type KeyPurpose = RootPurpose | DerivedPurpose;
export type RootPurpose = 'master' | 'account' | 'suppression' | 'person';
export type DerivedPurpose = keyof DerivesFrom;

/** Which root each working key may come from; roots themselves never touch data. */
export type DerivesFrom = {
  readonly wrapping: 'master' | 'account';
  readonly 'picture-link': 'master';
  readonly content: 'account' | 'person';
  readonly 'blind-index': 'account';
  readonly 'suppression-digest': 'suppression';
};

export type MasterKey = Key<'master'>;
export type AccountKey = Key<'account'>;
export type SuppressionKey = Key<'suppression'>;
export type PersonKey = Key<'person'>;
export type ContentKey = Key<'content'>;

export const KEY_BYTES = 32;

export function rootKey<Purpose extends RootPurpose>(purpose: Purpose, bytes: Uint8Array): Key<Purpose> {
  if (bytes.length !== KEY_BYTES) throw new Error(`A ${purpose} key has ${KEY_BYTES} bytes, not ${bytes.length}`);
  return { id: fingerprint(bytes), purpose, secret: secretBytes(bytes) };
}

export function generateKey<Purpose extends RootPurpose>(deps: { entropy: Entropy }, purpose: Purpose): Key<Purpose> {
  return rootKey(purpose, deps.entropy.bytes(KEY_BYTES));
}

export function deriveKey<Purpose extends DerivedPurpose>(
  purpose: Purpose,
  root: Key<DerivesFrom[Purpose]>,
): Key<Purpose> {
  return { id: root.id, purpose, secret: secretBytes(expand(root.secret.reveal(), purpose)) };
}

/** Recognizes a key without revealing it: 16 hexadecimal digits, safe to store in clear. */
function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(expand(bytes, 'fingerprint')).digest('hex').slice(0, 16);
}

/** RFC 5869 with one label per use, so that no key ever serves two purposes. */
function expand(bytes: Uint8Array, label: DerivedPurpose | 'fingerprint'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', bytes, new Uint8Array(0), `usher/${label}/v1`, KEY_BYTES));
}
