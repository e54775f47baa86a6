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
import type { ClaimRefused } from './claim-refused.ts';
import { tellOwnerSoon } from './contest.ts';
import { movedClaim, pendingClaim } from './domain-claim-moves.ts';
import { isLive, type DomainClaim, type DomainClaimBase, type LiveClaim } from './domain-claim.ts';
import { lookAt } from './look-at.ts';

export type ClaimDomainDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly audit: AuditTrail;
  readonly registry: Pick<Registry, 'accountOfVerifiedDomain'>;
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
): Promise<Result<LiveClaim, ClaimRefused>> {
  const { accountId, domain } = claiming;
  const refused = nameRefused(domain);
  if (refused !== undefined) return err({ kind: refused, domain });
  const known = await stores.domains.byDomain(domain);
  if (known !== undefined && isLive(known)) return ok(known);

  const owner = await deps.registry.accountOfVerifiedDomain(domain);
  if (owner !== undefined && owner !== accountId) {
    await keepConflict(deps, stores, claiming, known);
    return err({ kind: 'owned-elsewhere', domain });
  }
  const claim = await keepPending(deps, stores, claiming, known);
  await lookAt(deps, stores, claim, claim.nextLookAt);
  await record(deps, stores, claiming, claim);
  return ok(claim);
}

function nameRefused(domain: string): ClaimRefused['kind'] | undefined {
  if (registrableDomain(domain) === undefined) return 'public-suffix';
  if (isFreemail(domain)) return 'personal-domain';
  return recordName(domain).length > LONGEST_NAME ? 'too-long' : undefined;
}

/** A claim that ended starts over with a new token: an old record proves nothing about today. */
async function keepPending(
  deps: ClaimDomainDeps,
  { domains }: Stores,
  claiming: Claiming,
  known: DomainClaim | undefined,
): Promise<LiveClaim> {
  const claim = pendingClaim(baseOf(deps, claiming, known));
  if (known === undefined) await domains.add(claim);
  else
    await domains.replace(known, movedClaim(known, { kind: 'claimed-again', token: claim.token, at: claim.claimedAt }));
  return claim;
}

/** It stands in the list as what it is, and whoever owns the domain hears of it. */
async function keepConflict(
  deps: ClaimDomainDeps,
  stores: Stores,
  claiming: Claiming,
  known: DomainClaim | undefined,
): Promise<void> {
  const base = baseOf(deps, claiming, known);
  const claim: DomainClaim = { ...base, state: 'conflict', at: base.claimedAt, sawRecord: false };
  if (known === undefined) await stores.domains.add(claim);
  else if (known.state !== 'conflict')
    await stores.domains.replace(known, movedClaim(known, { kind: 'owned-elsewhere', sawRecord: false, at: claim.at }));
  await record(deps, stores, claiming, claim);
  await tellOwnerSoon(deps, stores, claim);
}

function baseOf(
  deps: ClaimDomainDeps,
  { accountId, domain }: Claiming,
  known: DomainClaim | undefined,
): DomainClaimBase {
  const id = known?.id ?? deps.ids.next('domain-claim');
  const version = (known?.version ?? 0) + 1;
  const { firstVerifiedAt } = known ?? { firstVerifiedAt: undefined };
  return { id, accountId, domain, token: newToken(deps), claimedAt: deps.clock.now(), firstVerifiedAt, version };
}

async function record(deps: ClaimDomainDeps, stores: Stores, { actor }: Claiming, claim: DomainClaim): Promise<void> {
  await deps.audit(stores, claim.accountId, {
    kind: claim.state === 'conflict' ? 'domain.conflict' : 'domain.claimed',
    at: deps.clock.now(),
    actor,
    subject: { kind: 'domain-claim', id: claim.id },
    facts: { domain: claim.domain },
    personal: [],
  });
}
