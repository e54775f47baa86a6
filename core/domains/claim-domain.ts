import type { Registry } from '../accounts/registry.ts';
import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { Id, Ids } from '../ids.ts';
import { isFreemail, registrableDomain } from '../relationships/address.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { newToken, recordName } from './challenge.ts';
import { moveClaim, pendingClaim } from './domain-claim-moves.ts';
import type { DomainClaim } from './domain-claim.ts';
import { lookAgainAt } from './look-again.ts';

export type ClaimDomainDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly audit: AuditTrail;
  readonly registry: Pick<Registry, 'accountOfVerifiedDomain'>;
};

export type ClaimRefused = {
  readonly kind: 'public-suffix' | 'personal-domain' | 'too-long' | 'owned-elsewhere';
  readonly domain: string;
};

export type Claiming = {
  readonly accountId: Id<'account'>;
  /** In lower-case A-labels. */
  readonly domain: string;
  readonly actor: AuditActor;
};

const LONGEST_NAME = 253;

/** Makes the claim that the TXT record must answer; a claim that is open or verified is returned as it stands. */
export async function claimDomain(
  deps: ClaimDomainDeps,
  stores: Stores,
  claiming: Claiming,
): Promise<Result<DomainClaim, ClaimRefused>> {
  const { accountId, domain } = claiming;
  const refused = await refusal(deps, claiming);
  if (refused !== undefined) return err({ kind: refused, domain });

  const known = await stores.domains.byDomain(domain);
  if (known !== undefined && isLive(known)) return ok(known);
  const claim = known === undefined ? await firstClaim(deps, stores, claiming) : await claimAgain(deps, stores, known);
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'domain.check',
    key: `domain.check:${claim.id}`,
    payload: { accountId, claimId: claim.id },
    dueAt: lookAgainAt(claim, deps.clock.now()),
  });
  await deps.audit(stores, accountId, {
    kind: 'domain.claimed',
    at: deps.clock.now(),
    actor: claiming.actor,
    subject: { kind: 'domain-claim', id: claim.id },
    facts: { domain },
    personal: [],
  });
  return ok(claim);
}

async function refusal(
  { registry }: ClaimDomainDeps,
  { domain, accountId }: Claiming,
): Promise<ClaimRefused['kind'] | undefined> {
  if (registrableDomain(domain) === undefined) return 'public-suffix';
  if (isFreemail(domain)) return 'personal-domain';
  if (recordName(domain).length > LONGEST_NAME) return 'too-long';
  const owner = await registry.accountOfVerifiedDomain(domain);
  return owner === undefined || owner === accountId ? undefined : 'owned-elsewhere';
}

function isLive({ state }: DomainClaim): boolean {
  return state === 'pending' || state === 'verified' || state === 'lapsed';
}

async function firstClaim(
  deps: ClaimDomainDeps,
  { domains }: Stores,
  { accountId, domain }: Claiming,
): Promise<DomainClaim> {
  const claimedAt = deps.clock.now();
  const id = deps.ids.next('domain-claim');
  const claim = pendingClaim({ id, accountId, domain, token: newToken(deps), claimedAt, version: 1 });
  await domains.add(claim);
  return claim;
}

/** A claim that ended starts over with a new token: an old record proves nothing about today. */
async function claimAgain(deps: ClaimDomainDeps, { domains }: Stores, known: DomainClaim): Promise<DomainClaim> {
  const claim = moveClaim(known, { kind: 'claimed-again', token: newToken(deps), at: deps.clock.now() });
  if (!claim.ok) throw new Error(`Claim ${known.id} is ${claim.error.from} and was claimed again`);
  await domains.replace(known, claim.value);
  return claim.value;
}
