import type { Registry } from '../accounts/registry.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { holdsToken, recordName } from './challenge.ts';
import { moveClaim, type DomainEvent } from './domain-claim-moves.ts';
import type { DomainClaim, TxtResolver } from './domain-claim.ts';
import { claimView } from './domain-views.ts';
import { lookAgainAt } from './look-again.ts';

export type CheckDomainDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditTrail;
  readonly registry: Pick<Registry, 'accountOfVerifiedDomain'>;
  readonly transaction: Transaction;
  readonly txt: TxtResolver;
};

type Checked = { readonly accountId: Id<'account'>; readonly claimId: Id<'domain-claim'> };

/** Looks into the DNS outside of any transaction; what it said is applied to the claim as it is then. */
export function createCheckDomain(deps: CheckDomainDeps) {
  return async ({ accountId, claimId }: Checked, signal: AbortSignal): Promise<WorkOutcome> => {
    const open = await deps.transaction.run(accountId, (stores) => openClaim(stores, claimId));
    if (open === undefined) return { kind: 'done' };

    const look = await deps.txt.txt(recordName(open.domain), signal);
    return await deps.transaction.run(accountId, async (stores) => {
      const claim = await openClaim(stores, claimId);
      if (claim === undefined || claim.token !== open.token) return { kind: 'done' };
      return await applyLook(deps, stores, claim, look);
    });
  };
}

async function openClaim({ domains }: Stores, id: Id<'domain-claim'>): Promise<DomainClaim | undefined> {
  const claim = await domains.get(id);
  return claim !== undefined && isLookedAt(claim) ? claim : undefined;
}

function isLookedAt({ state }: DomainClaim): boolean {
  return state === 'pending' || state === 'verified' || state === 'lapsed';
}

type Look = Awaited<ReturnType<TxtResolver['txt']>>;

async function applyLook(deps: CheckDomainDeps, stores: Stores, claim: DomainClaim, look: Look): Promise<WorkOutcome> {
  const moved = moveClaim(claim, await eventOf(deps, claim, look));
  if (!moved.ok) throw new Error(`Claim ${claim.id} is ${claim.state} and was looked at`);
  const next = moved.value;
  if (next !== claim) {
    await stores.domains.replace(claim, next);
    await recordChange(deps, stores, claim, next);
    if (isNews(claim, next)) await tellChange(deps, stores, next);
  }
  if (!isLookedAt(next)) return { kind: 'done' };
  return { kind: 'again', dueAt: lookAgainAt(next, deps.clock.now()), countsAsAttempt: false, reason: next.state };
}

async function eventOf({ clock, registry }: CheckDomainDeps, claim: DomainClaim, look: Look): Promise<DomainEvent> {
  const at = clock.now();
  if (look.kind === 'no-answer') return { kind: 'no-answer', at };
  if (!holdsToken(look.values, claim))
    return { kind: 'absent', saw: look.values.length === 0 ? 'not-found' : 'other-values', at };
  const owner = await registry.accountOfVerifiedDomain(claim.domain);
  return { kind: owner === undefined || owner === claim.accountId ? 'seen' : 'owned-elsewhere', at };
}

async function recordChange(
  deps: CheckDomainDeps,
  stores: Stores,
  before: DomainClaim,
  after: DomainClaim,
): Promise<void> {
  if (before.state === after.state) return;
  await deps.audit(stores, after.accountId, {
    kind: `domain.${after.state}`,
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'domain.check' },
    subject: { kind: 'domain-claim', id: after.id },
    facts: { domain: after.domain, before: before.state },
    personal: [],
  });
}

/** Every change of state; and while it is pending, what is seen for the first time. */
function isNews(before: DomainClaim, after: DomainClaim): boolean {
  if (before.state !== 'pending' || after.state !== 'pending') return before.state !== after.state;
  return before.lastCheck?.saw !== after.lastCheck?.saw;
}

async function tellChange(deps: CheckDomainDeps, stores: Stores, claim: DomainClaim): Promise<void> {
  await tellAdministrators(deps, stores, {
    row: POLICY['domain check'],
    key: `domain-claim:${claim.id}:${claim.version}`,
    subject: `domain-claim:${claim.id}`,
    view: claimView(claim),
    alsoInChannel: claim.state === 'lapsed' || claim.state === 'revoked',
  });
}
