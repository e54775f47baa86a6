import { describe, expect, test } from 'vitest';
import type { DomainClaim } from '../../../core/domains/domain-claim.ts';
import { checklist } from '../../../core/seats/checklist.ts';
import { NOW } from '../../builders/ids.ts';
import { aPendingClaim, aVerifiedClaim } from '../../builders/setup.ts';

const { id, accountId, domain, token, claimedAt, firstVerifiedAt, version } = aPendingClaim();
const base = { id, accountId, domain, token, claimedAt, firstVerifiedAt, version };

const CLAIMS: Record<Exclude<DomainClaim['state'], 'verified' | 'removed'>, DomainClaim> = {
  pending: aPendingClaim(),
  lapsed: {
    ...base,
    state: 'lapsed',
    since: NOW,
    missedAt: NOW,
    because: 'not-found',
    graceUntil: NOW,
    nextLookAt: NOW,
  },
  conflict: { ...base, state: 'conflict', at: NOW, sawRecord: false },
  expired: { ...base, state: 'expired', at: NOW },
  revoked: { ...base, state: 'revoked', at: NOW },
};

function domainLine(domains: readonly DomainClaim[]) {
  return checklist({ credentials: [], domains, mayInvite: { kind: 'allowed' } })[1];
}

describe('the domain in the checklist', () => {
  test.each([
    ['pending', 'waiting', 'has not been found yet', 'domain check'],
    ['lapsed', 'missing', 'Put it back, then check it.', 'domain check'],
    ['conflict', 'missing', 'Its owner removes it there first; then claim it again.', 'domain add'],
    ['expired', 'missing', 'Claim it again and add the new record.', 'domain add'],
    ['revoked', 'missing', 'Claim it again and add the new record.', 'domain add'],
  ] as const)('that is %s says what to do', (claim, state, what, command) => {
    expect(domainLine([CLAIMS[claim]])).toMatchObject({
      state,
      what: expect.stringContaining(what),
      next: { call: { command, args: { domain } } },
    });
  });

  test('that lapsed comes before one whose claim is over', () => {
    expect(domainLine([CLAIMS.expired, CLAIMS.lapsed, CLAIMS.conflict])).toMatchObject({
      what: expect.stringContaining('has disappeared'),
    });
  });

  test('that was taken away is as good as none', () => {
    const removed: DomainClaim = { ...base, state: 'removed', at: NOW };

    expect(domainLine([removed])).toEqual(domainLine([]));
  });

  test('that is verified is done, whatever became of others', () => {
    expect(domainLine([CLAIMS.lapsed, aVerifiedClaim()])).toMatchObject({ state: 'done', next: undefined });
  });
});
