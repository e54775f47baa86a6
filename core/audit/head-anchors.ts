import type { KeyObject } from 'node:crypto';
import type { Id } from '../ids.ts';
import type { SignedHead } from './head-signature.ts';

/** Signed heads where whoever can write the database cannot reach. Only grows; throws when it cannot be read whole. */
export interface HeadFile {
  /** Resolves when the head survives a loss of power. The same head twice is harmless. */
  readonly append: (accountId: Id<'account'>, signed: SignedHead) => Promise<void>;
  /** Oldest first; none when nothing was anchored yet. */
  readonly read: (accountId: Id<'account'>) => Promise<readonly SignedHead[]>;
}

export type HeadAnchors = {
  readonly file: HeadFile;
  /** Ed25519, newest first: the first signs, the others verify what was signed before. None: heads are not signed. */
  readonly keys: readonly KeyObject[];
};

/** The most records between two sealed heads, so that any record can be held against one by reading no more than this. */
export const SEALED_EVERY = 500;
