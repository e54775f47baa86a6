import type { OrgCredential } from '../../core/credentials/org-credential.ts';
import type { DomainClaim, DomainClaimBase } from '../../core/domains/domain-claim.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aCredential(credential: Partial<OrgCredential> = {}): OrgCredential {
  return {
    id: ids.next('credential'),
    accountId: ACME,
    provider: 'google',
    label: 'usher@acme.iam.example',
    secret: 'sealed',
    expiresAt: undefined,
    health: { kind: 'unchecked' },
    version: 1,
    ...credential,
  };
}

export function aPendingClaim(claim: Partial<DomainClaimBase> = {}): Extract<DomainClaim, { state: 'pending' }> {
  return {
    ...aClaimBase(claim),
    state: 'pending',
    lastCheck: undefined,
    expiresAt: NOW.add({ hours: 7 * 24 }),
    nextLookAt: NOW,
  };
}

export function aVerifiedClaim(claim: Partial<DomainClaimBase> = {}): Extract<DomainClaim, { state: 'verified' }> {
  return {
    ...aClaimBase({ firstVerifiedAt: NOW, ...claim }),
    state: 'verified',
    verifiedAt: NOW,
    checkedAt: NOW,
    missedAt: undefined,
    nextLookAt: NOW.add({ hours: 24 }),
  };
}

function aClaimBase(claim: Partial<DomainClaimBase>): DomainClaimBase {
  return {
    id: ids.next('domain-claim'),
    accountId: ACME,
    domain: 'example.com',
    token: 'usher-verification=3f9c1a',
    claimedAt: NOW,
    firstVerifiedAt: undefined,
    version: 1,
    ...claim,
  };
}
