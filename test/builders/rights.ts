import type { Team } from '../../core/accounts/team.ts';
import type { PrivacyChange, PrivacyChangeBase } from '../../core/privacy/privacy-change.ts';
import { ACME, ids, NOW } from './ids.ts';

/** A member tightens their own level, and 40 stored subjects are to go. */
export function aPrivacyChange(change: Partial<PrivacyChangeBase> = {}): Extract<PrivacyChange, { state: 'purging' }> {
  const memberId = change.memberId ?? ids.next('member');
  return {
    id: ids.next('privacy-change'),
    accountId: ACME,
    memberId,
    askedBy: memberId,
    askedAt: NOW,
    before: 'share-subjects',
    level: 'participants-only',
    sentence: '40 stored subjects are deleted.',
    subjects: 40,
    purged: 0,
    version: 1,
    ...change,
    state: 'purging',
  };
}

export function aTeam(team: Partial<Team> = {}): Team {
  return { id: ids.next('team'), accountId: ACME, name: 'Deal Desk', ...team };
}
