import { createHash, timingSafeEqual } from 'node:crypto';
import type { Entropy } from '../entropy.ts';

/** `usk_` tells everybody what it is, should it leak; then what may be shown of it; then the secret. */
const SHAPE = /^(usk_[0-9a-f]{16})_[\w-]{43}$/u;

export type ApiKeyText = { readonly text: string; readonly prefix: string; readonly digest: string };

export function newApiKeyText({ entropy }: { readonly entropy: Entropy }): ApiKeyText {
  const prefix = `usk_${Buffer.from(entropy.bytes(8)).toString('hex')}`;
  const text = `${prefix}_${Buffer.from(entropy.bytes(32)).toString('base64url')}`;
  return { text, prefix, digest: digestOf(text) };
}

/** Undefined for what cannot be a key. */
export function prefixOf(text: string): string | undefined {
  return SHAPE.exec(text)?.[1];
}

export function isTextOf(digest: string, text: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(text), 'hex'), Buffer.from(digest, 'hex'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
