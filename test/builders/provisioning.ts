import type { SeenPerson, ProvisioningRule } from '../../core/provisioning/provisioning.ts';
import { ACME, ids, NOW } from './ids.ts';

/** On, set a moment ago, with nobody listed yet. */
export function aProvisioningRule(
  rule: Partial<Extract<ProvisioningRule, { state: 'on' }>> = {},
): Extract<ProvisioningRule, { state: 'on' }> {
  return {
    accountId: ACME,
    claimId: ids.next('domain-claim'),
    domain: 'acme.example',
    provider: 'google',
    seatType: 'sync-only',
    privacy: 'participants-only',
    team: 'Deal Desk',
    onlyFree: true,
    perDay: 5,
    excluded: [],
    setBy: ids.next('member'),
    setAt: NOW,
    sentence: 'Whoever appears is invited in my name.',
    from: undefined,
    isFirst: true,
    lookedAt: undefined,
    nextLookAt: NOW,
    invitedAt: undefined,
    batchId: undefined,
    version: 1,
    state: 'on',
    ...rule,
  };
}

export function aSeenPerson(
  { accountId, claimId }: Pick<SeenPerson, 'accountId' | 'claimId'>,
  name: string,
): Extract<SeenPerson, { state: 'eligible' }> {
  const address = `${name}@acme.example`;
  const base = { accountId, claimId, digest: `k1.${name}`, seenAt: NOW, version: 1 };
  return { ...base, state: 'eligible', address, fullName: `${name} Person` };
}
