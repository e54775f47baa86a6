import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { ActiveKey } from './api-key.ts';
import type { ApiKeyOffer } from './api-key-offer.ts';
import { issueApiKey, type IssueDeps, type IssuedKey } from './issue-api-key.ts';
import { mayHaveKey, type NoKeyFor } from './may-have-key.ts';
import { activeKeyIn } from './offer-api-key.ts';

export type OfferRefused =
  | { readonly kind: 'no-such-offer' }
  | { readonly kind: 'taken'; readonly at: Temporal.Instant }
  | { readonly kind: 'expired'; readonly at: Temporal.Instant }
  /** A key was made or revoked since, so the member was told of another end than would happen. */
  | { readonly kind: 'key-changed' }
  /** Members may not make keys any more. */
  | { readonly kind: 'locked' }
  | NoKeyFor;

export type TakeStores = Pick<Stores, 'apiKeyOffers' | 'apiKeys' | 'accounts' | 'members' | 'seats' | 'audit' | 'keys'>;

export type OpenOffer = {
  readonly offer: ApiKeyOffer;
  readonly ends: ActiveKey | undefined;
};

/** What taking the offer would do now, or why it cannot be taken; changes nothing. */
export async function lookAtOffer(
  { clock }: Pick<IssueDeps, 'clock'>,
  stores: TakeStores,
  digest: string,
): Promise<Result<OpenOffer, OfferRefused>> {
  const offer = await stores.apiKeyOffers.byDigest(digest);
  const member = offer === undefined ? undefined : await stores.members.get(offer.memberId);
  if (offer === undefined || member === undefined) return err({ kind: 'no-such-offer' });
  const { takenAt, expiresAt, supersedes } = offer;
  if (takenAt !== undefined) return err({ kind: 'taken', at: takenAt });
  if (Temporal.Instant.compare(expiresAt, clock.now()) <= 0) return err({ kind: 'expired', at: expiresAt });
  const account = await stores.accounts.get();
  const may = await mayHaveKey(stores, account, member);
  if (!may.ok) return may;
  if (authorise(POLICY['apikey new'], { kind: 'member', member }, account, 'own').kind === 'denied')
    return err({ kind: 'locked' });
  const ends = activeKeyIn(await stores.apiKeys.ofMember(member.id));
  return ends?.id === supersedes ? ok({ offer, ends }) : err({ kind: 'key-changed' });
}

/** Makes the key. Its text is in this answer and nowhere else. */
export async function takeOffer(
  deps: IssueDeps,
  stores: TakeStores,
  digest: string,
): Promise<Result<IssuedKey, OfferRefused>> {
  const open = await lookAtOffer(deps, stores, digest);
  if (!open.ok) return open;
  const { offer } = open.value;
  const member = await stores.members.get(offer.memberId);
  if (member === undefined) return err({ kind: 'no-such-offer' });
  await stores.apiKeyOffers.replace(offer, { ...offer, takenAt: deps.clock.now(), version: offer.version + 1 });
  return ok(await issueApiKey(deps, stores, member, offer.integration));
}
