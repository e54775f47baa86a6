import { describe, expect, test } from 'vitest';
import {
  CLAIM_LIFE,
  DOMAIN_MOVES,
  LAPSE_GRACE,
  moveClaim,
  pendingClaim,
  type DomainEvent,
  type DomainState,
} from '../../../core/domains/domain-claim-moves.ts';
import type { DomainClaim } from '../../../core/domains/domain-claim.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';

const base = {
  id: ids.next('domain-claim'),
  accountId: ACME,
  domain: 'acme.example',
  token: 'old',
  claimedAt: NOW,
  version: 7,
};

const CLAIMS = {
  pending: pendingClaim(base),
  verified: { ...base, state: 'verified', verifiedAt: NOW, checkedAt: NOW },
  lapsed: { ...base, state: 'lapsed', since: NOW, graceUntil: NOW.add(LAPSE_GRACE), checkedAt: NOW },
  conflict: { ...base, state: 'conflict', at: NOW },
  expired: { ...base, state: 'expired', at: NOW },
  revoked: { ...base, state: 'revoked', at: NOW },
} as const satisfies Record<DomainState, DomainClaim>;

const LATER = NOW.add({ hours: 1 });
const EVENTS = {
  seen: { kind: 'seen', at: LATER },
  'owned-elsewhere': { kind: 'owned-elsewhere', at: LATER },
  absent: { kind: 'absent', saw: 'not-found', at: LATER },
  'no-answer': { kind: 'no-answer', at: LATER },
  asked: { kind: 'asked' },
  'claimed-again': { kind: 'claimed-again', token: 'new', at: LATER },
} as const satisfies Record<DomainEvent['kind'], DomainEvent>;

/** The state of domain-claims.md after each event, one hour in; a missing one is refused. */
const AFTER: Readonly<Record<DomainState, Partial<Record<DomainEvent['kind'], DomainState>>>> = {
  pending: {
    seen: 'verified',
    'owned-elsewhere': 'conflict',
    absent: 'pending',
    'no-answer': 'pending',
    asked: 'pending',
  },
  verified: { seen: 'verified', absent: 'lapsed', 'no-answer': 'verified' },
  lapsed: { seen: 'verified', 'owned-elsewhere': 'conflict', absent: 'lapsed', 'no-answer': 'lapsed' },
  conflict: { 'claimed-again': 'pending' },
  expired: { 'claimed-again': 'pending' },
  revoked: { 'claimed-again': 'pending' },
};

const walk = Object.values(CLAIMS).flatMap((claim) => Object.values(EVENTS).map((event) => ({ claim, event })));

describe('a domain claim', () => {
  test.each(walk)('$claim.state and $event.kind go as the table says', ({ claim, event }) => {
    const moved = moveClaim(claim, event);

    expect(moved.ok ? moved.value.state : moved.error.kind).toBe(AFTER[claim.state][event.kind] ?? 'no-such-move');
    expect(moved.ok).toBe((DOMAIN_MOVES[event.kind] as readonly DomainState[]).includes(claim.state));
    expect(moved.ok && moved.value !== claim ? moved.value.version : 8).toBe(8);
  });

  test('expires when the record is still absent after 72 hours, and not a moment before', () => {
    const over = NOW.add(CLAIM_LIFE);

    const before = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'not-found', at: over.subtract({ seconds: 1 }) });
    const after = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'not-found', at: over });
    const silent = moveClaim(CLAIMS.pending, { kind: 'no-answer', at: over });

    expect(before).toMatchObject({ value: { state: 'pending' } });
    expect(after).toMatchObject({ value: { state: 'expired', at: over } });
    expect(silent).toMatchObject({ value: { state: 'expired' } });
  });

  test('is verified even on the last look', () => {
    const moved = moveClaim(CLAIMS.pending, { kind: 'seen', at: NOW.add(CLAIM_LIFE).add({ hours: 1 }) });

    expect(moved).toMatchObject({ value: { state: 'verified' } });
  });

  test('is revoked when the record is still missing after the grace', () => {
    const moved = moveClaim(CLAIMS.lapsed, { kind: 'absent', saw: 'other-values', at: NOW.add(LAPSE_GRACE) });

    expect(moved).toMatchObject({ value: { state: 'revoked' } });
  });

  test('neither lapses nor is revoked by a resolver that does not answer', () => {
    const at = NOW.add(LAPSE_GRACE).add({ hours: 1 });

    expect(moveClaim(CLAIMS.verified, { kind: 'no-answer', at })).toEqual({ ok: true, value: CLAIMS.verified });
    expect(moveClaim(CLAIMS.lapsed, { kind: 'no-answer', at })).toEqual({ ok: true, value: CLAIMS.lapsed });
  });

  test('keeps what was seen last when the resolver does not answer', () => {
    const seen = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'other-values', at: LATER });
    if (!seen.ok) throw new Error(seen.error.kind);

    const silent = moveClaim(seen.value, { kind: 'no-answer', at: LATER });

    expect(silent).toEqual({ ok: true, value: seen.value });
  });

  test('keeps the day on which it was first verified while it is looked at', () => {
    const moved = moveClaim(CLAIMS.verified, EVENTS.seen);

    expect(moved).toMatchObject({ value: { verifiedAt: NOW, checkedAt: LATER } });
  });

  test('starts over with a new token and a new time to live', () => {
    const moved = moveClaim(CLAIMS.expired, EVENTS['claimed-again']);

    expect(moved).toMatchObject({ value: { token: 'new', claimedAt: LATER, expiresAt: LATER.add(CLAIM_LIFE) } });
  });
});
