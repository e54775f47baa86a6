import { err, ok, type Result } from '../result.ts';
import type { ApiKey, RevokedBecause, RevokedKey } from './api-key.ts';

export type ApiKeyEvent = { readonly kind: RevokedBecause; readonly at: Temporal.Instant };
export type KeyRevokedBefore = { readonly kind: 'revoked-before'; readonly key: RevokedKey };

/** Every event ends the key; a key never comes back. */
export function movedApiKey(key: ApiKey, { kind, at }: ApiKeyEvent): Result<RevokedKey, KeyRevokedBefore> {
  if (key.state === 'revoked') return err({ kind: 'revoked-before', key });
  return ok({ ...key, state: 'revoked', because: kind, at, version: key.version + 1 });
}

/**
 * What a member has: `required` when the last key died with a deactivation, so that whoever is reactivated is told to
 * make a new one (seed S2).
 */
export type KeyStanding = 'none' | 'active' | 'required';

/** Of a member's keys, the newest first. */
export function keyStandingOf([newest]: readonly ApiKey[]): KeyStanding {
  if (newest === undefined) return 'none';
  if (newest.state === 'active') return 'active';
  return newest.because === 'deactivated' ? 'required' : 'none';
}
