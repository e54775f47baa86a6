import type { Id } from '../ids.ts';

export type DomainClaimBase = {
  readonly id: Id<'domain-claim'>;
  readonly accountId: Id<'account'>;
  /** Lower case, A-label form. */
  readonly domain: string;
  readonly token: string;
  readonly claimedAt: Temporal.Instant;
  readonly version: number;
};

/** Proof of ownership of a mail domain; domain-claims.md draws the moves. */
export type DomainClaim = DomainClaimBase &
  (
    | { readonly state: 'pending'; readonly lastCheck: DomainCheck | undefined; readonly expiresAt: Temporal.Instant }
    | { readonly state: 'verified'; readonly verifiedAt: Temporal.Instant; readonly checkedAt: Temporal.Instant }
    | {
        readonly state: 'lapsed';
        readonly since: Temporal.Instant;
        readonly graceUntil: Temporal.Instant;
        readonly checkedAt: Temporal.Instant;
      }
    | { readonly state: 'conflict'; readonly at: Temporal.Instant }
    | { readonly state: 'expired'; readonly at: Temporal.Instant }
    | { readonly state: 'revoked'; readonly at: Temporal.Instant }
  );

/** What one look into the DNS said. `not-found` is not a failure: records take up to 72 hours to appear. */
export type DomainCheck = {
  readonly at: Temporal.Instant;
  readonly saw: 'token' | 'not-found' | 'other-values' | 'no-answer';
};

export interface DomainClaimStore {
  readonly byDomain: (domain: string) => Promise<DomainClaim | undefined>;
  readonly get: (id: Id<'domain-claim'>) => Promise<DomainClaim | undefined>;
  readonly list: () => Promise<readonly DomainClaim[]>;
  readonly add: (claim: DomainClaim) => Promise<void>;
  readonly replace: (previous: DomainClaim, next: DomainClaim) => Promise<void>;
}

/** Reads TXT records; `no-answer` when the resolver did not answer in time or answered with a server failure. */
export interface TxtResolver {
  readonly txt: (
    name: string,
    signal: AbortSignal,
  ) => Promise<{ readonly kind: 'records'; readonly values: readonly string[] } | { readonly kind: 'no-answer' }>;
}
