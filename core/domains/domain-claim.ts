import type { Id } from '../ids.ts';

export type DomainClaimBase = {
  readonly id: Id<'domain-claim'>;
  readonly accountId: Id<'account'>;
  /** Lower case, A-label form. */
  readonly domain: string;
  readonly token: string;
  readonly claimedAt: Temporal.Instant;
  /** When this account proved the domain for the first time; it stays, whatever becomes of the claim. */
  readonly firstVerifiedAt: Temporal.Instant | undefined;
  readonly version: number;
};

/**
 * Proof of ownership of a mail domain; domain-claims.md draws the moves. It covers the addresses directly in the domain:
 * whoever may put a record there does not always run the domains below it, so those are claimed by themselves (the scope
 * that draft-ietf-dnsop-domain-verification-techniques asks to be stated).
 */
export type DomainClaim = DomainClaimBase &
  (
    | {
        readonly state: 'pending';
        readonly lastCheck: DomainCheck | undefined;
        readonly expiresAt: Temporal.Instant;
        readonly nextLookAt: Temporal.Instant;
      }
    | {
        readonly state: 'verified';
        readonly verifiedAt: Temporal.Instant;
        /** When the record was seen last. */
        readonly checkedAt: Temporal.Instant;
        /** When it was not found, since then; a second look has to agree before the domain lapses. */
        readonly missedAt: Temporal.Instant | undefined;
        readonly nextLookAt: Temporal.Instant;
      }
    | {
        readonly state: 'lapsed';
        readonly since: Temporal.Instant;
        /** The look before, which did not find the record either; undefined when the DNS was silent instead. */
        readonly missedAt: Temporal.Instant | undefined;
        readonly because: DomainCheck['saw'];
        readonly graceUntil: Temporal.Instant;
        readonly nextLookAt: Temporal.Instant;
      }
    /** `sawRecord`: its token stood in the DNS, so whoever claims it does control the domain. */
    | { readonly state: 'conflict'; readonly at: Temporal.Instant; readonly sawRecord: boolean }
    | { readonly state: 'expired'; readonly at: Temporal.Instant }
    | { readonly state: 'revoked'; readonly at: Temporal.Instant }
    | { readonly state: 'removed'; readonly at: Temporal.Instant }
  );

export type DomainState = DomainClaim['state'];

/** A claim whose record is looked for again. */
export type LiveClaim = Extract<DomainClaim, { nextLookAt: Temporal.Instant }>;

export function isLive(claim: DomainClaim): claim is LiveClaim {
  return claim.state === 'pending' || claim.state === 'verified' || claim.state === 'lapsed';
}

/** What one look into the DNS said when it did not see the token. `not-found` is no failure: records take up to 72 hours. */
export type DomainCheck = {
  readonly at: Temporal.Instant;
  readonly saw: 'not-found' | 'other-values' | 'no-answer';
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
