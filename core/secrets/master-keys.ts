import type { Entropy } from '../entropy.ts';
import { err, ok, type Result } from '../result.ts';
import type { OpenFailure } from './envelope.ts';
import { KEY_BYTES, rootKey, type Key, type MasterKey } from './key.ts';
import { unwrapKey, wrapKey, type WrappedKey } from './wrapping.ts';

/** The current key wraps; retired ones only open what is not yet re-wrapped. */
export type MasterKeys = { readonly current: MasterKey; readonly retired: readonly MasterKey[] };

export type MasterKeysRefused =
  | { readonly kind: 'no-master-key' }
  | { readonly kind: 'wrong-length'; readonly position: number; readonly bytes: number }
  | { readonly kind: 'repeated'; readonly position: number };

/** Newest first, as configured. */
export function masterKeys(secrets: readonly Uint8Array[]): Result<MasterKeys, MasterKeysRefused> {
  const keys: MasterKey[] = [];
  for (const [position, bytes] of secrets.entries()) {
    if (bytes.length !== KEY_BYTES) return err({ kind: 'wrong-length', position, bytes: bytes.length });
    const key = rootKey('master', bytes);
    if (keys.some(({ id }) => id === key.id)) return err({ kind: 'repeated', position });
    keys.push(key);
  }
  const [current, ...retired] = keys;
  return current === undefined ? err({ kind: 'no-master-key' }) : ok({ current, retired });
}

export type FingerprintMatch = 'first-boot' | 'current' | 'rotating';
export type FingerprintMismatch = {
  readonly kind: 'master-key-mismatch';
  readonly stored: string;
  readonly configured: readonly string[];
};

/**
 * Compares the configured keys with the fingerprint kept in the database. A mismatch must refuse to boot: new secrets
 * would be written under a key that cannot read the old ones.
 */
export function matchFingerprint(
  masters: MasterKeys,
  stored: string | undefined,
): Result<FingerprintMatch, FingerprintMismatch> {
  const configured = [masters.current, ...masters.retired].map(fingerprint);
  if (stored === undefined) return ok('first-boot');
  if (stored === configured[0]) return ok('current');
  return configured.includes(stored) ? ok('rotating') : err({ kind: 'master-key-mismatch', stored, configured });
}

export function fingerprint(master: MasterKey): string {
  return master.id;
}

type AccountOwned = 'account' | 'suppression';

export function unwrapWithMasters<Purpose extends AccountOwned>(
  masters: MasterKeys,
  wrapped: WrappedKey<Purpose>,
): Result<Key<Purpose>, OpenFailure> {
  const master = [masters.current, ...masters.retired].find(({ id }) => id === wrapped.wrappedBy);
  if (master === undefined) return err({ kind: 'wrong-key', keyId: wrapped.wrappedBy });
  return unwrapKey<Purpose>(master, wrapped);
}

/** Moves a key to the current master key; the wrapped key itself does not change, so no data is touched. */
export function rewrapKey<Purpose extends AccountOwned>(
  deps: { readonly entropy: Entropy },
  masters: MasterKeys,
  wrapped: WrappedKey<Purpose>,
): Result<WrappedKey<Purpose>, OpenFailure> {
  const opened = unwrapWithMasters(masters, wrapped);
  if (!opened.ok) return opened;
  if (wrapped.wrappedBy === masters.current.id) return ok(wrapped);
  return ok(wrapKey<Purpose>(deps, masters.current, opened.value, wrapped.owner));
}
