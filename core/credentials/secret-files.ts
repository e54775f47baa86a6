import type { Result } from '../result.ts';

export type SecretFileRefused = { readonly kind: 'no-such-file' | 'not-readable' | 'too-large' };

/** Reads a key file from the disk of the machine that runs this; only somebody at its console may name one. */
export interface SecretFiles {
  readonly read: (path: string) => Promise<Result<string, SecretFileRefused>>;
}
