import { createHmac } from 'node:crypto';
import type { Key } from './key.ts';

/** Finds a row by address without storing the address in clear. It carries the key id, so digests of a former key are told apart. */
export function blindIndex(key: Key<'blind-index'>, address: string): string {
  return digest(key, address);
}

/** Remembers a removed person's address without being able to name it. */
export function suppressionDigest(key: Key<'suppression-digest'>, address: string): string {
  return digest(key, address);
}

/** Idempotent, so an address that was normalised more strictly before keeps its digest. */
export function normaliseAddress(address: string): string {
  return address.trim().toLowerCase().normalize('NFC');
}

function digest(key: Key<'blind-index' | 'suppression-digest'>, address: string): string {
  const mac = createHmac('sha256', key.secret.reveal()).update(normaliseAddress(address), 'utf8');
  return `${key.id}.${mac.digest('base64url')}`;
}
