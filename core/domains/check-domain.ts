import type { Registry } from '../accounts/registry.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { holdsToken, recordName } from './challenge.ts';
import { tellOwnerSoon } from './contest.ts';
import { movedClaim, type DomainEvent } from './domain-claim-moves.ts';
import { isLive, type DomainClaim, type LiveClaim, type TxtResolver } from './domain-claim.ts';
import { domainReach } from './domain-reach.ts';
import { claimView, graceEndsView } from './domain-views.ts';
import { wakeMailboxes } from './proved-domain.ts';

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

async function openClaim({ domains }: Stores, id: Id<'domain-claim'>): Promise<LiveClaim | undefined> {
  const claim = await domains.get(id);
  return claim !== undefined && isLive(claim) ? claim : undefined;
}

type Look = Awaited<ReturnType<TxtResolver['txt']>>;

async function applyLook(deps: CheckDomainDeps, stores: Stores, claim: LiveClaim, look: Look): Promise<WorkOutcome> {
  const next = movedClaim(claim, await eventOf(deps, claim, look));
  await stores.domains.replace(claim, next);
  if (claim.state !== next.state) await changed(deps, stores, claim, next);
  if (isNews(claim, next)) await tellChange(deps, stores, next);
  if (next.state === 'lapsed') await warnOfEnd(deps, stores, next);
  if (!isLive(next)) return { kind: 'done' };
  return { kind: 'again', dueAt: next.nextLookAt, countsAsAttempt: false, reason: next.state };
}

async function eventOf({ clock, registry }: CheckDomainDeps, claim: LiveClaim, look: Look): Promise<DomainEvent> {
  const at = clock.now();
  if (look.kind === 'no-answer') return { kind: 'no-answer', at };
  if (!holdsToken(look.values, claim))
    return { kind: 'absent', saw: look.values.length === 0 ? 'not-found' : 'other-values', at };
  const owner = await registry.accountOfVerifiedDomain(claim.domain);
  const isFree = owner === undefined || owner === claim.accountId;
  return isFree ? { kind: 'seen', at } : { kind: 'owned-elsewhere', sawRecord: true, at };
}

async function changed(deps: CheckDomainDeps, stores: Stores, before: LiveClaim, after: DomainClaim): Promise<void> {
  await deps.audit(stores, after.accountId, {
    kind: `domain.${after.state}`,
    at: deps.clock.now(),
    actor: { kind: 'job', job: 'domain.check' },
    subject: { kind: 'domain-claim', id: after.id },
    facts: { domain: after.domain, before: before.state },
    personal: [],
  });
  if (after.state === 'conflict') await tellOwnerSoon(deps, stores, after);
  // What may be read has changed unless it only lapsed.
  if (after.state !== 'lapsed') await wakeMailboxes(deps, stores, after.domain);
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
    view: claimView(claim, await domainReach(stores, claim.domain)),
    alsoInChannel: claim.state === 'lapsed' || claim.state === 'revoked',
  });
}

const DAYS_BEFORE_END = [1, 3] as const;

/** Nobody learns of the end of the grace only when it is over. */
async function warnOfEnd(
  deps: CheckDomainDeps,
  stores: Stores,
  claim: Extract<DomainClaim, { state: 'lapsed' }>,
): Promise<void> {
  const left = claim.graceUntil.since(deps.clock.now()).total('hours');
  const days = DAYS_BEFORE_END.find((threshold) => left > 0 && left <= threshold * 24);
  if (days === undefined) return;
  const subject = `domain-grace:${claim.id}:${claim.since.epochMilliseconds}:${days}`;
  if ((await stores.notices.ofSubject(subject)).length > 0) return;
  await tellAdministrators(deps, stores, {
    row: POLICY['domain check'],
    key: subject,
    subject,
    view: graceEndsView(claim, await domainReach(stores, claim.domain)),
    alsoInChannel: true,
  });
}
