import { createHmac } from 'node:crypto';
import { normalAddress } from '../relationships/address.ts';
import type { Key } from './key.ts';

/**
 * Finds a row by address without storing the address in clear. The address comes as `normalAddress` gives it. The digest
 * carries the key id, so digests of a former key are told apart.
 */
export function blindIndex(key: Key<'blind-index'>, address: string): string {
  return digest(key, address);
}

/** Remembers a removed person's address without being able to name it; the address as for `blindIndex`. */
export function suppressionDigest(key: Key<'suppression-digest'>, address: string): string {
  return digest(key, address);
}

function digest(key: Key<'blind-index' | 'suppression-digest'>, address: string): string {
  // Two spellings would give two digests, and a removed person would come back.
  if (normalAddress(address) !== address) throw new Error('Only a normal address has a digest');
  const mac = createHmac('sha256', key.secret.reveal()).update(address, 'utf8');
  return `${key.id}.${mac.digest('base64url')}`;
}
