import { createPublicKey, type KeyObject } from 'node:crypto';
import { signingKey } from '../../../core/audit/head-signature.ts';
import { secretBytes } from '../../../core/secrets/secret-bytes.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

/** The same name gives the same key. */
export function aSigningKey(name: string): KeyObject {
  return signingKey(secretBytes(seededEntropy(`signing/${name}`).bytes(32)));
}

export function publicKeyOf(name: string): KeyObject {
  return createPublicKey(aSigningKey(name));
}
