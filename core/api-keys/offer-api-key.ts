import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { ActiveKey, ApiKey } from './api-key.ts';
import type { ApiKeyOffer } from './api-key-offer.ts';
import { newOfferToken } from './offer-token.ts';

export type OfferDeps = { readonly clock: Clock; readonly ids: Ids; readonly entropy: Entropy };

export const OFFER_LIFE = Temporal.Duration.from({ minutes: 15 });

export type Offered = { readonly offer: ApiKeyOffer; readonly token: string };

/** Nothing is made yet and nothing ends yet: both happen when the link is taken. */
export async function offerApiKey(
  deps: OfferDeps,
  { apiKeyOffers }: Pick<Stores, 'apiKeyOffers'>,
  { id: memberId, accountId }: Member,
  wanted: { readonly integration: string; readonly supersedes: ActiveKey | undefined },
): Promise<Offered> {
  const { text, digest } = newOfferToken(deps, accountId);
  const offer: ApiKeyOffer = {
    id: deps.ids.next('api-key-offer'),
    accountId,
    memberId,
    integration: wanted.integration,
    supersedes: wanted.supersedes?.id,
    digest,
    expiresAt: deps.clock.now().add(OFFER_LIFE),
    takenAt: undefined,
    version: 1,
  };
  await apiKeyOffers.add(offer);
  return { offer, token: text };
}

/** Of a member's keys. */
export function activeKeyIn(keys: readonly ApiKey[]): ActiveKey | undefined {
  return keys.find((key) => key.state === 'active');
}
