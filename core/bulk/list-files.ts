import type { Result } from '../result.ts';

export type ListFileRefused = { readonly kind: 'no-such-file' | 'not-readable' | 'too-large' };

/** Reads a list of people from the disk of the machine that runs this; only somebody at its console may name one. */
export interface ListFiles {
  readonly read: (path: string) => Promise<Result<Uint8Array, ListFileRefused>>;
}
