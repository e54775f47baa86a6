import type { Id } from '../ids.ts';
import type { Provider } from '../accounts/provider.ts';

/** What the granted scopes let Usher read: headers only, or message content too. */
export type GrantedAccess = 'headers' | 'content';

export type CredentialHealth =
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'ok'; readonly access: GrantedAccess; readonly checkedAt: Temporal.Instant }
  | {
      readonly kind: 'failing';
      readonly cause: CredentialFault;
      readonly since: Temporal.Instant;
      readonly checkedAt: Temporal.Instant;
    };

/** Why organization-wide access does not work, in words that name who can mend it. */
export const CREDENTIAL_FAULTS = [
  'key-refused',
  'secret-expired',
  'delegation-missing',
  'scope-missing',
  'unknown-tenant',
  'consent-missing',
  'unreachable',
] as const;
export type CredentialFault = (typeof CREDENTIAL_FAULTS)[number];

/** Organization-wide mailbox access of one provider. `secret` is an envelope; the clear text exists only in a job's memory. */
export type OrgCredential = {
  readonly id: Id<'credential'>;
  readonly accountId: Id<'account'>;
  readonly provider: Provider;
  /** Public part, shown to admins: client id, tenant, service account address. */
  readonly label: string;
  readonly secret: string;
  /** When the key stops working, where its certificate or the key file says so. */
  readonly expiresAt: Temporal.Instant | undefined;
  readonly health: CredentialHealth;
  readonly version: number;
};

export interface CredentialStore {
  readonly of: (provider: Provider) => Promise<OrgCredential | undefined>;
  readonly list: () => Promise<readonly OrgCredential[]>;
  readonly add: (credential: OrgCredential) => Promise<void>;
  readonly replace: (previous: OrgCredential, next: OrgCredential) => Promise<void>;
}

/** Wrapped keys of the account and of single people; the master key is not in the database. */
export interface KeyStore {
  readonly get: (owner: string) => Promise<string | undefined>;
  /** Keeps the first key of an owner and returns the one that stands. */
  readonly put: (owner: string, wrapped: string) => Promise<string>;
  /** Destroys a key for good: from then on `get` answers `destroyed` and `put` keeps nothing else. */
  readonly destroy: (owner: string) => Promise<void>;
}
