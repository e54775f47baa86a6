import type { Id } from '../ids.ts';

export const REVOKED_BECAUSE = ['superseded', 'deactivated', 'manual'] as const;
export type RevokedBecause = (typeof REVOKED_BECAUSE)[number];

export type ApiKeyBase = {
  readonly id: Id<'api-key'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  /** What breaks when the key dies: the integration it was made for, in its owner's words. */
  readonly integration: string;
  /** The part of the key that may be shown; it finds the account before any account is known. */
  readonly prefix: string;
  /** SHA-256 of the whole key in hexadecimal. The key has 256 random bits, so it needs neither salt nor a slow hash. */
  readonly digest: string;
  readonly createdAt: Temporal.Instant;
  /** Kept to the minute. */
  readonly lastUsedAt: Temporal.Instant | undefined;
  readonly version: number;
};

/** A member's key to the read API; api-keys.md draws the moves. */
export type ApiKey = ApiKeyBase &
  (
    | { readonly state: 'active' }
    | { readonly state: 'revoked'; readonly because: RevokedBecause; readonly at: Temporal.Instant }
  );

export type ActiveKey = Extract<ApiKey, { state: 'active' }>;
export type RevokedKey = Extract<ApiKey, { state: 'revoked' }>;

export interface ApiKeyStore {
  readonly get: (id: Id<'api-key'>) => Promise<ApiKey | undefined>;
  readonly byPrefix: (prefix: string) => Promise<ApiKey | undefined>;
  /** Newest first; revoked keys stay listed. */
  readonly ofMember: (member: Id<'member'>) => Promise<readonly ApiKey[]>;
  readonly all: () => Promise<readonly ApiKey[]>;
  /** A member has one active key: if there is one by now, the work starts over and finds it. */
  readonly add: (key: ApiKey) => Promise<void>;
  readonly replace: (previous: ApiKey, next: ApiKey) => Promise<void>;
  /** Remembers the latest use; asks for no version, because a use changes nothing that is decided on. */
  readonly used: (id: Id<'api-key'>, at: Temporal.Instant) => Promise<void>;
}
