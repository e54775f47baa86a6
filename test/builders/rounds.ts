import type { Round, RoundBase, RoundOutcome, RoundRow, RoundRowBase, RoundTask } from '../../core/rounds/round.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aRoundBase(round: Partial<RoundBase> = {}): RoundBase {
  return {
    id: ids.next('round'),
    accountId: ACME,
    askedBy: ids.next('member'),
    askedAt: NOW,
    deed: { kind: 'change', privacy: 'participants-only', team: { kind: 'team', name: 'Deal Desk' } },
    consent: { sentence: 'I agree.', planHash: 'abc', deliveryId: ids.next('delivery') },
    version: 1,
    ...round,
  };
}

export function aRound(round: Partial<RoundBase> = {}): Extract<Round, { state: 'running' }> {
  return { ...aRoundBase(round), state: 'running' };
}

/** A round that looks at mailboxes, for which nothing had to be agreed to. */
export function aLookingRound(round: Partial<RoundBase> = {}): Extract<Round, { state: 'running' }> {
  return aRound({ deed: { kind: 'check', resumes: false }, consent: undefined, ...round });
}

const BEFORE = { privacy: 'share-subjects', team: undefined } as const;

export const ROUND_TASKS: readonly RoundTask[] = [
  { kind: 'change', before: BEFORE },
  { kind: 'check', mailboxId: ids.next('mailbox') },
];

/** One of each kind. */
export const ROUND_OUTCOMES: readonly RoundOutcome[] = [
  { kind: 'changed', before: BEFORE, after: { privacy: 'participants-only', team: 'Deal Desk' } },
  { kind: 'same' },
  { kind: 'left', because: 'own-choice' },
  { kind: 'readable', reading: 'resumed', mailboxId: ids.next('mailbox') },
  { kind: 'unreadable', fault: 'not-licensed', mailboxId: ids.next('mailbox') },
  { kind: 'unanswered', mailboxId: ids.next('mailbox') },
];

export function aRoundRow(row: Partial<RoundRowBase> = {}): Extract<RoundRow, { state: 'waiting' | 'looking' }> {
  return {
    accountId: ACME,
    roundId: ids.next('round'),
    number: 1,
    memberId: ids.next('member'),
    version: 1,
    state: 'waiting',
    task: { kind: 'change', before: BEFORE },
    ...row,
  };
}
