import type { Registry } from '../accounts/registry.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { WorkOutcome } from '../work/work.ts';
import { recordName } from './challenge.ts';
import type { DomainClaim } from './domain-claim.ts';
import { shownDomain } from './shown-domain.ts';

export type TellOwnerDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditTrail;
  readonly registry: Pick<Registry, 'accountOfVerifiedDomain'>;
  readonly transaction: Transaction;
};

type Conflict = Extract<DomainClaim, { state: 'conflict' }>;

/** The owner's rows are another account's, so they are written by work of their own. */
export async function tellOwnerSoon(
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  { work }: Pick<Stores, 'work'>,
  { id: claimId, accountId }: DomainClaim,
): Promise<void> {
  await work.add({
    id: ids.next('work'),
    kind: 'domain.contested',
    key: `domain.contested:${claimId}`,
    payload: { accountId, claimId },
    dueAt: clock.now(),
  });
}

/** Tells the account that has verified a domain that another one claims it, once a day at most, and never which one. */
export function createTellOwner(deps: TellOwnerDeps) {
  return async ({
    accountId,
    claimId,
  }: {
    readonly accountId: Id<'account'>;
    readonly claimId: Id<'domain-claim'>;
  }): Promise<WorkOutcome> => {
    const claim = await deps.transaction.run(accountId, ({ domains }) => domains.get(claimId));
    if (claim?.state !== 'conflict') return { kind: 'done' };
    const owner = await deps.registry.accountOfVerifiedDomain(claim.domain);
    if (owner === undefined || owner === accountId) return { kind: 'done' };
    await deps.transaction.run(owner, (stores) => tellOwner(deps, stores, claim));
    return { kind: 'done' };
  };
}

async function tellOwner(deps: TellOwnerDeps, stores: Stores, { domain, sawRecord }: Conflict): Promise<void> {
  const own = await stores.domains.byDomain(domain);
  if (own?.state !== 'verified') return;
  const at = deps.clock.now();
  const day = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const subject = `domain-contested:${own.id}:${day}:${sawRecord ? 'proved' : 'claimed'}`;
  if ((await stores.notices.ofSubject(subject)).length > 0) return;
  await tellAdministrators(deps, stores, {
    row: POLICY['domain check'],
    key: subject,
    subject,
    view: contestedView(own, { at, sawRecord }),
    alsoInChannel: sawRecord,
  });
  await deps.audit(stores, own.accountId, {
    kind: 'domain.contested',
    at,
    actor: { kind: 'job', job: 'domain.contested' },
    subject: { kind: 'domain-claim', id: own.id },
    facts: { domain, sawRecord },
    personal: [],
  });
}

function contestedView(
  { domain, id }: DomainClaim,
  { at, sawRecord }: { readonly at: Temporal.Instant; readonly sawRecord: boolean },
): View {
  const name = shownDomain(domain);
  const what = sawRecord
    ? `A valid record of theirs stands at ${recordName(domain)}, so they can edit your DNS. Ask whoever manages it who added a second record there.`
    : 'They have proved nothing, and nothing was changed.';
  return {
    title: `Another account claims ${name}`,
    tone: sawRecord ? 'bad' : 'attention',
    blocks: [
      { kind: 'text', text: [`A domain belongs to one account, and ${name} stays yours. `, what] },
      {
        kind: 'facts',
        facts: [
          { label: 'When', value: [{ moment: at }] },
          { label: 'Reference', value: [{ code: id }] },
        ],
      },
      { kind: 'note', text: ['If the domain should be theirs, remove it here; they can claim it then.'] },
    ],
    actions: [{ kind: 'run', label: 'Show my domains', weight: 'primary', does: { command: 'domain list', args: {} } }],
  };
}
