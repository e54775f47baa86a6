import { tellAdministrators } from '../accounts/tell-administrators.ts';
import { advanceBatchAt } from '../bulk/batch-goes-on.ts';
import { movedBatch } from '../bulk/batch-moves.ts';
import { tellProgress } from '../bulk/batch-notices.ts';
import type { BatchState } from '../bulk/batch.ts';
import { judgeRows } from '../bulk/judge-rows.ts';
import { openBatch } from '../bulk/open-batch.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { available } from '../seats/capacity.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import type { Stores } from '../transaction.ts';
import { mayBeInvited, wasHere } from './keep-listed.ts';
import { moveProvisioning } from './provisioning-moves.ts';
import { haltedView } from './provisioning-views.ts';
import type { EligiblePerson, HaltedBecause, ProvisioningRule } from './provisioning.ts';

/** A list in these states still waits for somebody: another one would only be a second thing to decide. */
const WAITING: readonly BatchState[] = ['inviting', 'checking', 'awaiting-acknowledgement', 'awaiting-approval'];
const A_DAY = Temporal.Duration.from({ hours: 24 });

/** Some of the newcomers, as one list in the name of whoever set the rule; or the rule halts where it has lost its ground. */
export async function inviteNewcomers(deps: InviteDeps, stores: Stores, rule: ProvisioningRule): Promise<void> {
  const halted = await lostGround(stores, rule);
  if (halted !== undefined) return await halt(deps, stores, rule, halted);
  const now = deps.clock.now();
  const isTooSoon = rule.invitedAt !== undefined && Temporal.Instant.compare(now, rule.invitedAt.add(A_DAY)) < 0;
  const before = rule.batchId === undefined ? undefined : await stores.batches.get(rule.batchId);
  if (isTooSoon || (before !== undefined && WAITING.includes(before.state))) return;
  const chosen = (await stillEligible(stores, rule)).slice(0, await mostNow(stores, rule));
  if (chosen.length > 0) await inviteThem(deps, stores, rule, chosen);
}

async function lostGround(stores: Stores, { setBy, claimId }: ProvisioningRule): Promise<HaltedBecause | undefined> {
  const member = await stores.members.get(setBy);
  const account = await stores.accounts.get();
  const row = POLICY['provisioning on'];
  const may = member !== undefined && authorise(row, { kind: 'member', member }, account, 'other').kind === 'allowed';
  if (!may) return 'may-not-invite';
  return (await stores.domains.get(claimId))?.state === 'verified' ? undefined : 'domain';
}

async function halt(deps: InviteDeps, stores: Stores, rule: ProvisioningRule, because: HaltedBecause): Promise<void> {
  const at = deps.clock.now();
  const halted = moveProvisioning(rule, { kind: 'halted', at, because });
  if (!halted.ok) throw new Error(`Provisioning of ${rule.claimId} is ${rule.state} and cannot halt`);
  await stores.provisioning.replace(rule, halted.value);
  await deps.audit(stores, rule.accountId, {
    kind: 'provisioning.halted',
    at,
    actor: { kind: 'job', job: 'provisioning.look' },
    subject: { kind: 'domain-claim', id: rule.claimId },
    facts: { domain: rule.domain, because },
    personal: [],
  });
  await tellAdministrators(deps, stores, {
    row: POLICY['provisioning on'],
    key: `provisioning-halted:${rule.claimId}:${halted.value.version}`,
    subject: `provisioning:${rule.claimId}`,
    view: haltedView(rule, because),
    alsoInChannel: false,
  });
}

/** Whoever was invited by hand, was removed or is left out meanwhile is known from now on. */
async function stillEligible(stores: Stores, rule: ProvisioningRule): Promise<readonly EligiblePerson[]> {
  const still: EligiblePerson[] = [];
  for (const person of await stores.provisioning.eligible(rule.claimId)) {
    const { address, digest } = person;
    if (mayBeInvited(rule, address) && !(await wasHere(stores, address, digest))) still.push(person);
    else await stores.provisioning.replacePerson(person, known(person));
  }
  return still;
}

export function known({ accountId, claimId, digest, seenAt, version }: EligiblePerson) {
  return { accountId, claimId, digest, seenAt, version: version + 1, state: 'known' } as const;
}

async function mostNow({ entitlements }: Stores, { perDay, onlyFree, seatType }: ProvisioningRule): Promise<number> {
  return onlyFree ? Math.min(perDay, available(await entitlements.lock(seatType))) : perDay;
}

async function inviteThem(
  deps: InviteDeps,
  stores: Stores,
  rule: ProvisioningRule,
  people: readonly EligiblePerson[],
): Promise<void> {
  const { accountId, claimId, setBy: requestedBy, seatType, privacy, provider: mailSystem } = rule;
  const account = await stores.accounts.get();
  const team = account.tier === 'enterprise' ? rule.team : undefined;
  const now = deps.clock.now();
  const batchId = deps.ids.next('batch');
  const defaults = { seatType, privacy, team, mailSystem, end: undefined };
  const written = people.map(({ fullName, address }, index) => ({
    number: index + 1,
    values: { fullName, address },
    broken: undefined,
    remark: undefined,
  }));
  const rows = await judgeRows(stores, { account, batchId, defaults, now }, written);
  const draft = await openBatch(deps, stores, { id: batchId, accountId, requestedBy, rows });
  const inviting = movedBatch(draft, { kind: 'confirmed', consent: undefined });
  await stores.batches.replace(draft, inviting);
  await stores.provisioning.replace(rule, { ...rule, invitedAt: now, batchId, version: rule.version + 1 });
  for (const { digest, seenAt, version, ...person } of people) {
    const next = { accountId, claimId, digest, seenAt, version: version + 1, state: 'invited', batchId } as const;
    await stores.provisioning.replacePerson({ ...person, digest, seenAt, version }, next);
  }
  await deps.audit(stores, accountId, {
    kind: 'provisioning.invited',
    at: now,
    actor: { kind: 'job', job: 'provisioning.look' },
    subject: { kind: 'batch', id: batchId },
    facts: { domain: rule.domain, people: people.length, seatType, setBy: requestedBy, ruleVersion: rule.version },
    personal: [],
  });
  await tellProgress(deps, stores, inviting);
  await advanceBatchAt(deps, stores, { accountId, batchId, dueAt: now });
}
