import { z } from 'zod';
import type { WrappedKey, WrappedPurpose } from './wrapping.ts';

/** A wrapped key as one storable text. */
export function wrappedKeyText(wrapped: WrappedKey): string {
  return JSON.stringify(wrapped);
}

/** The text comes from our own storage: one that is no wrapped key of this purpose is a bug and throws. */
export function parseWrappedKey<Purpose extends WrappedPurpose>(purpose: Purpose, text: string): WrappedKey<Purpose> {
  const wrapped = Wrapped.parse(JSON.parse(text));
  if (wrapped.purpose !== purpose) throw new Error(`Expected a wrapped ${purpose} key, not one of ${wrapped.purpose}`);
  return { ...wrapped, purpose };
}

const Wrapped = z.strictObject({
  purpose: z.enum(['account', 'suppression', 'person']),
  keyId: z.string(),
  wrappedBy: z.string(),
  owner: z.strictObject({ accountId: z.string(), holderId: z.string() }),
  sealed: z.string(),
});
