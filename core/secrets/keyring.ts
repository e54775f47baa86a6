import type { Entropy } from '../entropy.ts';
import { ok, type Result } from '../result.ts';
import type { OpenFailure } from './envelope.ts';
import { deriveKey, generateKey, type AccountKey, type ContentKey, type Key, type SuppressionKey } from './key.ts';
import { unwrapWithMasters, type MasterKeys } from './master-keys.ts';
import { wrapKey, type WrappedKey } from './wrapping.ts';

/** The opened keys of one account, each for one use. Secrets print as `[secret]`. */
export type Keyring = {
  readonly accountId: string;
  /** Wraps the keys of the account's people. */
  readonly account: AccountKey;
  readonly content: ContentKey;
  readonly blindIndex: Key<'blind-index'>;
  readonly suppression: Key<'suppression-digest'>;
};

/** What a row keeps. The suppression key is a root of its own: it outlives any replacement of the account key. */
export type WrappedKeyring = {
  readonly accountId: string;
  readonly account: WrappedKey<'account'>;
  readonly suppression: WrappedKey<'suppression'>;
};

export function createKeyring(
  deps: { readonly entropy: Entropy },
  masters: MasterKeys,
  accountId: string,
): WrappedKeyring {
  const owner = { accountId, holderId: accountId };
  return {
    accountId,
    account: wrapKey(deps, masters.current, generateKey(deps, 'account'), owner),
    suppression: wrapKey(deps, masters.current, generateKey(deps, 'suppression'), owner),
  };
}

export function openKeyring(masters: MasterKeys, wrapped: WrappedKeyring): Result<Keyring, OpenFailure> {
  const account = unwrapWithMasters(masters, wrapped.account);
  if (!account.ok) return account;
  const suppression = unwrapWithMasters(masters, wrapped.suppression);
  if (!suppression.ok) return suppression;
  return ok(keyringOf(wrapped.accountId, account.value, suppression.value));
}

function keyringOf(accountId: string, account: AccountKey, suppression: SuppressionKey): Keyring {
  return {
    accountId,
    account,
    content: deriveKey('content', account),
    blindIndex: deriveKey('blind-index', account),
    suppression: deriveKey('suppression-digest', suppression),
  };
}
