import { describe, expect, test } from 'vitest';
import {
  CLAIM_LIFE,
  DOMAIN_MOVES,
  LAPSE_GRACE,
  LONGEST_SILENCE,
  moveClaim,
  pendingClaim,
  type DomainEvent,
} from '../../../core/domains/domain-claim-moves.ts';
import type { DomainClaim, DomainState } from '../../../core/domains/domain-claim.ts';
import { ACME, ids, NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const base = {
  id: ids.next('domain-claim'),
  accountId: ACME,
  domain: 'acme.example',
  token: 'old',
  claimedAt: NOW,
  firstVerifiedAt: undefined,
  version: 7,
};
const proved = { ...base, firstVerifiedAt: NOW };
const nextLookAt = NOW.add({ hours: 6 });

const CLAIMS = {
  pending: pendingClaim(base),
  verified: {
    ...proved,
    state: 'verified',
    verifiedAt: NOW,
    checkedAt: NOW,
    missedAt: NOW.add({ minutes: 30 }),
    nextLookAt,
  },
  lapsed: {
    ...proved,
    state: 'lapsed',
    since: NOW,
    missedAt: NOW,
    because: 'not-found',
    graceUntil: NOW.add(LAPSE_GRACE),
    nextLookAt,
  },
  conflict: { ...base, state: 'conflict', at: NOW, sawRecord: true },
  expired: { ...base, state: 'expired', at: NOW },
  revoked: { ...proved, state: 'revoked', at: NOW },
  removed: { ...proved, state: 'removed', at: NOW },
} as const satisfies Record<DomainState, DomainClaim>;

/** Early, and when every span is over, so that each way an event can lead is walked. */
const MOMENTS = [NOW.add({ hours: 1 }), NOW.add({ hours: 24 * 30 })];

function eventsAt(at: Temporal.Instant): readonly DomainEvent[] {
  return Object.values({
    seen: { kind: 'seen', at },
    'owned-elsewhere': { kind: 'owned-elsewhere', sawRecord: true, at },
    absent: { kind: 'absent', saw: 'not-found', at },
    'no-answer': { kind: 'no-answer', at },
    asked: { kind: 'asked', at },
    'claimed-again': { kind: 'claimed-again', token: 'new', at },
    removed: { kind: 'removed', at },
  } as const satisfies Record<DomainEvent['kind'], DomainEvent>);
}

const drawing = readDrawing('core/domains/domain-claims.md');
const walk = Object.values(CLAIMS).flatMap((claim) =>
  [...new Set(MOMENTS.flatMap((at) => eventsAt(at).map(({ kind }) => kind)))].map((kind) => ({ claim, kind })),
);

describe('a domain claim', () => {
  test.each(walk)('$claim.state and $kind go as the drawing says', ({ claim, kind }) => {
    const moves = MOMENTS.flatMap(eventsAt)
      .filter((event) => event.kind === kind)
      .map((event) => moveClaim(claim, event));

    const reached = moves.flatMap((move) => (move.ok ? [move.value.state] : []));
    expect([...new Set(reached)].toSorted()).toEqual([...drawing.after(claim.state, kind)].toSorted());
    expect(reached.length > 0).toBe((DOMAIN_MOVES[kind] as readonly DomainState[]).includes(claim.state));
    expect(moves.every((move) => !move.ok || move.value.version === 8)).toBe(true);
  });

  test('is drawn with every state and every event it has', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(CLAIMS).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(DOMAIN_MOVES).toSorted());
  });

  test('expires when the record is still absent after 72 hours, and not a moment before', () => {
    const over = NOW.add(CLAIM_LIFE);

    const before = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'not-found', at: over.subtract({ seconds: 1 }) });
    const after = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'not-found', at: over });
    const silent = moveClaim(CLAIMS.pending, { kind: 'no-answer', at: over });

    expect(before).toMatchObject({ value: { state: 'pending', nextLookAt: over } });
    expect(after).toMatchObject({ value: { state: 'expired', at: over } });
    expect(silent).toMatchObject({ value: { state: 'expired' } });
  });

  test('is verified even on the last look, for the first time only once', () => {
    const at = NOW.add(CLAIM_LIFE).add({ hours: 1 });
    const later = at.add({ hours: 24 });

    const first = moveClaim(CLAIMS.pending, { kind: 'seen', at });
    if (!first.ok) throw new Error(first.error.kind);
    const again = moveClaim(first.value, { kind: 'seen', at: later });

    expect(first.value).toMatchObject({ state: 'verified', firstVerifiedAt: at, verifiedAt: at });
    expect(again).toMatchObject({
      value: { firstVerifiedAt: at, verifiedAt: at, checkedAt: later, nextLookAt: later.add({ hours: 24 }) },
    });
  });

  test('is revoked when the record is still missing after the grace, not before and never by silence', () => {
    const over = NOW.add(LAPSE_GRACE);

    const before = moveClaim(CLAIMS.lapsed, { kind: 'absent', saw: 'other-values', at: over.subtract({ seconds: 1 }) });
    const after = moveClaim(CLAIMS.lapsed, { kind: 'absent', saw: 'other-values', at: over });
    const silent = moveClaim(CLAIMS.lapsed, { kind: 'no-answer', at: over.add({ hours: 24 * 365 }) });

    expect(before).toMatchObject({ value: { state: 'lapsed', nextLookAt: over } });
    expect(after).toMatchObject({ value: { state: 'revoked' } });
    expect(silent).toMatchObject({ value: { state: 'lapsed' } });
  });

  test('outlives a DNS that does not answer for a week, and lapses then', () => {
    const over = NOW.add(LONGEST_SILENCE);

    const before = moveClaim(CLAIMS.verified, { kind: 'no-answer', at: over.subtract({ seconds: 1 }) });
    const after = moveClaim(CLAIMS.verified, { kind: 'no-answer', at: over });

    expect(before).toMatchObject({ value: { state: 'verified', checkedAt: NOW } });
    expect(after).toMatchObject({ value: { state: 'lapsed', because: 'no-answer' } });
  });

  test('lapses when it is missing an hour after the first look that missed it, however often it is looked at between', () => {
    const missedAt = NOW.add({ hours: 24 });

    const once = look({ ...CLAIMS.verified, missedAt: undefined }, missedAt);
    const between = look(look(once, missedAt.add({ minutes: 20 })), missedAt.add({ minutes: 59 }), 'no-answer');
    const twice = look(between, missedAt.add({ hours: 1 }));
    const seenBetween = look(look(once, missedAt.add({ minutes: 20 }), 'seen'), missedAt.add({ hours: 25 }));

    expect(once).toMatchObject({ state: 'verified', checkedAt: NOW, missedAt, nextLookAt: missedAt.add({ hours: 1 }) });
    expect(between).toMatchObject({ state: 'verified', missedAt });
    expect(twice).toMatchObject({ state: 'lapsed', missedAt, since: missedAt.add({ hours: 1 }) });
    expect(seenBetween).toMatchObject({ state: 'verified', missedAt: missedAt.add({ hours: 25 }) });
  });

  test('keeps what was seen last when the resolver does not answer', () => {
    const at = NOW.add({ hours: 1 });
    const seen = moveClaim(CLAIMS.pending, { kind: 'absent', saw: 'other-values', at });
    if (!seen.ok) throw new Error(seen.error.kind);

    const silent = moveClaim(seen.value, { kind: 'no-answer', at: at.add({ hours: 1 }) });

    expect(silent).toMatchObject({ value: { lastCheck: { at, saw: 'other-values' } } });
  });

  test('starts over with a new token and a new time to live, and stays known as proved once', () => {
    const at = NOW.add({ hours: 1 });

    const moved = moveClaim(CLAIMS.removed, { kind: 'claimed-again', token: 'new', at });

    expect(moved).toMatchObject({
      value: { token: 'new', claimedAt: at, expiresAt: at.add(CLAIM_LIFE), firstVerifiedAt: NOW },
    });
  });
});

function look(claim: DomainClaim, at: Temporal.Instant, kind: 'absent' | 'no-answer' | 'seen' = 'absent'): DomainClaim {
  const moved = moveClaim(claim, kind === 'absent' ? { kind, saw: 'not-found', at } : { kind, at });
  if (!moved.ok) throw new Error(moved.error.kind);
  return moved.value;
}
