import type { HeadAnchors, HeadFile } from '../../core/audit/head-anchors.ts';
import type { SignedHead } from '../../core/audit/head-signature.ts';
import type { Id } from '../../core/ids.ts';

/** Files of signed heads in memory. */
export function createFakeHeadFile(): HeadFile {
  const files = new Map<Id<'account'>, readonly SignedHead[]>();
  return {
    append: async (accountId, signed) => {
      files.set(accountId, [...(files.get(accountId) ?? []), signed]);
    },
    read: async (accountId) => files.get(accountId) ?? [],
  };
}

/** Where nobody configured a signing key. */
export function unsignedHeads(): HeadAnchors {
  return { keys: [], file: createFakeHeadFile() };
}
