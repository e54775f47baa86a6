import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Provider } from '../accounts/provider.ts';
import { PROVIDER_NAMES } from '../accounts/provider.ts';
import type { Clock } from '../clock.ts';
import type { DomainClaim } from '../domains/domain-claim.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import { known } from './invite-newcomers.ts';
import { moveProvisioning, type ProvisioningEvent } from './provisioning-moves.ts';
import type { ProvisioningRule, ProvisioningTerms } from './provisioning.ts';

export type SetProvisioningDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type Wanted = ProvisioningTerms & { readonly claim: DomainClaim; readonly provider: Provider };

/** What whoever turns it on agrees to, word for word. */
export function provisioningSentence({
  claim,
  provider,
  seatType,
  privacy,
  team,
  onlyFree,
  perDay,
  excluded,
}: Wanted): string {
  const money = onlyFree
    ? 'only while seats are free, so that nothing is bought'
    : 'with free seats first; for the others I am shown one price a list, and nothing is charged before I agree to it and somebody else approves';
  const within = team === undefined ? '' : ` in the team ${team}`;
  const without = excluded.length === 0 ? '' : ` ${countOf(excluded.length, 'address is', 'addresses are')} left out.`;
  return (
    `Whoever appears in the directory of ${claim.domain} (${PROVIDER_NAMES[provider]}) from now on is invited in my name to a ` +
    `${SEAT_TYPE_NAMES[seatType]} seat${within} at the level “${PRIVACY_MEANINGS[privacy].title}”, at most ${perDay} a day, ${money}. ` +
    `Whoever is in the directory today, was a member before or was removed is not invited.${without}`
  );
}

export type Agreed = {
  readonly wanted: Wanted;
  readonly by: Member;
  readonly deliveryId: Id<'delivery'>;
};

export async function setProvisioning(deps: SetProvisioningDeps, stores: Stores, agreed: Agreed): Promise<void> {
  const before = await stores.provisioning.get(agreed.wanted.claim.id);
  const rule = ruleFor(deps, agreed, before);
  if (before === undefined) await stores.provisioning.add(rule);
  else await stores.provisioning.replace(before, rule);
  await forgetEligible(stores, rule.claimId);
  await lookSoon(deps, stores, rule);
  await recordOn(deps, stores, rule, agreed);
}

function ruleFor(
  { clock }: SetProvisioningDeps,
  { wanted, by }: Agreed,
  before: ProvisioningRule | undefined,
): ProvisioningRule {
  const { claim, provider, seatType, privacy, team, onlyFree, perDay, excluded } = wanted;
  const setAt = clock.now();
  const terms = {
    provider,
    seatType,
    privacy,
    team,
    onlyFree,
    perDay,
    excluded,
    setBy: by.id,
    setAt,
    sentence: provisioningSentence(wanted),
    from: undefined,
    isFirst: true,
    lookedAt: undefined,
    nextLookAt: setAt,
    invitedAt: before?.invitedAt,
    batchId: before?.batchId,
  };
  if (before !== undefined) return moved(before, { kind: 'set', terms });
  const { accountId, id: claimId, domain } = claim;
  return { accountId, claimId, domain, ...terms, version: 1, state: 'on' };
}

async function recordOn(
  { audit }: SetProvisioningDeps,
  stores: Stores,
  {
    accountId,
    claimId,
    domain,
    seatType,
    privacy,
    team,
    onlyFree,
    perDay,
    excluded,
    sentence,
    setAt: at,
  }: ProvisioningRule,
  { by, deliveryId }: Agreed,
): Promise<void> {
  const bounds = { seatType, privacy, team: team ?? null, onlyFree, perDay, leftOut: excluded.length };
  await audit(stores, accountId, {
    kind: 'provisioning.turned-on',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'domain-claim', id: claimId },
    facts: { domain, ...bounds, sentence, role: by.role, delivery: deliveryId },
    personal: [],
  });
}

export async function turnOff(
  deps: SetProvisioningDeps,
  stores: Stores,
  { rule, by }: { readonly rule: ProvisioningRule; readonly by: Member },
): Promise<void> {
  const at = deps.clock.now();
  await stores.provisioning.replace(rule, moved(rule, { kind: 'turned-off', at }));
  await forgetEligible(stores, rule.claimId);
  await stores.work.cancel(lookKey(rule));
  await deps.audit(stores, rule.accountId, {
    kind: 'provisioning.turned-off',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'domain-claim', id: rule.claimId },
    facts: { domain: rule.domain, role: by.role },
    personal: [],
  });
}

function moved(rule: ProvisioningRule, event: ProvisioningEvent): ProvisioningRule {
  const next = moveProvisioning(rule, event);
  if (!next.ok) throw new Error(`Provisioning of ${rule.claimId} is ${rule.state} and cannot take “${event.kind}”`);
  return next.value;
}

/** Names are kept only as long as somebody is about to be invited. */
async function forgetEligible({ provisioning }: Stores, claimId: ProvisioningRule['claimId']): Promise<void> {
  for (const person of await provisioning.eligible(claimId)) await provisioning.replacePerson(person, known(person));
}

async function lookSoon({ ids }: SetProvisioningDeps, { work }: Stores, rule: ProvisioningRule): Promise<void> {
  const { accountId, claimId, nextLookAt: dueAt } = rule;
  const payload = { accountId, claimId };
  await work.add({ id: ids.next('work'), kind: 'provisioning.look', key: lookKey(rule), payload, dueAt });
}

function lookKey({ claimId }: ProvisioningRule): string {
  return `provisioning.look:${claimId}`;
}
