import type { Id } from '../ids.ts';

/** A link by which a member makes the key that they asked for, once. api-keys.md says why. */
export type ApiKeyOffer = {
  readonly id: Id<'api-key-offer'>;
  readonly accountId: Id<'account'>;
  readonly memberId: Id<'member'>;
  readonly integration: string;
  /** The active key of which the member was told that it ends. */
  readonly supersedes: Id<'api-key'> | undefined;
  /** SHA-256 of the link's token. */
  readonly digest: string;
  readonly expiresAt: Temporal.Instant;
  readonly takenAt: Temporal.Instant | undefined;
  readonly version: number;
};

export interface ApiKeyOfferStore {
  readonly byDigest: (digest: string) => Promise<ApiKeyOffer | undefined>;
  readonly add: (offer: ApiKeyOffer) => Promise<void>;
  readonly replace: (previous: ApiKeyOffer, next: ApiKeyOffer) => Promise<void>;
}
