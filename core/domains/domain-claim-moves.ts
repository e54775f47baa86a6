import { err, ok, unreachable, type Result } from '../result.ts';
import {
  isLive,
  type DomainClaim,
  type DomainCheck,
  type DomainClaimBase,
  type DomainState,
  type LiveClaim,
} from './domain-claim.ts';
import { afterGrace, daily, patiently, SILENCE, soonAgain, whileLapsed } from './look-again.ts';

export type DomainEvent =
  /** The token stands in the DNS, and no other account owns the domain. */
  | { readonly kind: 'seen'; readonly at: Temporal.Instant }
  /** Another account has verified the domain. */
  | { readonly kind: 'owned-elsewhere'; readonly sawRecord: boolean; readonly at: Temporal.Instant }
  | { readonly kind: 'absent'; readonly saw: 'not-found' | 'other-values'; readonly at: Temporal.Instant }
  | { readonly kind: 'no-answer'; readonly at: Temporal.Instant }
  /** Somebody wants to hear what the next look says, whatever it says. */
  | { readonly kind: 'asked'; readonly at: Temporal.Instant }
  | { readonly kind: 'claimed-again'; readonly token: string; readonly at: Temporal.Instant }
  | { readonly kind: 'removed'; readonly at: Temporal.Instant };

export type DomainMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: DomainState;
  readonly event: DomainEvent['kind'];
};

/** A new record may take this long to appear everywhere. */
export const CLAIM_LIFE = Temporal.Duration.from({ hours: 72 });

/** So long a record may be missing before the domain is given up: members keep running, nobody new is invited. */
export const LAPSE_GRACE = Temporal.Duration.from({ hours: 14 * 24 });

/** So long after a look that did not find the record another one settles it: one answer may be a server's mistake. */
export const SECOND_LOOK = SILENCE;

/** So long a verified domain may go without being seen again, because its DNS does not answer. */
export const LONGEST_SILENCE = Temporal.Duration.from({ hours: 7 * 24 });

/** The table of domain-claims.md: from which states an event may come. Everything else is refused. */
export const DOMAIN_MOVES = {
  seen: ['pending', 'verified', 'lapsed'],
  'owned-elsewhere': ['pending', 'lapsed', 'conflict', 'expired', 'revoked', 'removed'],
  absent: ['pending', 'verified', 'lapsed'],
  'no-answer': ['pending', 'verified', 'lapsed'],
  asked: ['pending', 'verified', 'lapsed'],
  'claimed-again': ['conflict', 'expired', 'revoked', 'removed'],
  removed: ['pending', 'verified', 'lapsed', 'conflict', 'expired', 'revoked'],
} as const satisfies Record<DomainEvent['kind'], readonly DomainState[]>;

export function moveClaim(claim: DomainClaim, event: DomainEvent): Result<DomainClaim, DomainMoveRefused> {
  const from: readonly DomainState[] = DOMAIN_MOVES[event.kind];
  if (!from.includes(claim.state)) return err({ kind: 'no-such-move', from: claim.state, event: event.kind });
  const base = nextBase(claim);
  const { at } = event;
  switch (event.kind) {
    case 'owned-elsewhere':
      return ok({ ...base, state: 'conflict', at, sawRecord: event.sawRecord });
    case 'claimed-again':
      return ok(pendingClaim({ ...base, token: event.token, claimedAt: at }));
    case 'removed':
      return ok({ ...base, state: 'removed', at });
    case 'seen':
    case 'absent':
    case 'no-answer':
    case 'asked':
      if (!isLive(claim)) throw new Error(`A claim that is ${claim.state} is not looked at`);
      return ok(lookedAt(claim, event));
    default:
      return unreachable(event);
  }
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedClaim(claim: DomainClaim, event: DomainEvent): DomainClaim {
  const moved = moveClaim(claim, event);
  if (!moved.ok) throw new Error(`Claim ${claim.id} is ${claim.state} and cannot take “${event.kind}”`);
  return moved.value;
}

export function pendingClaim(base: DomainClaimBase): LiveClaim {
  const expiresAt = base.claimedAt.add(CLAIM_LIFE);
  const nextLookAt = patiently({ ...base, expiresAt }, base.claimedAt);
  return { ...base, state: 'pending', lastCheck: undefined, expiresAt, nextLookAt };
}

type Look = Extract<DomainEvent, { kind: 'seen' | 'absent' | 'no-answer' | 'asked' }>;

function lookedAt(claim: LiveClaim, event: Look): DomainClaim {
  switch (event.kind) {
    case 'seen':
      return afterSight(claim, event.at);
    case 'absent':
      return afterAbsence(claim, event);
    case 'no-answer':
      return afterSilence(claim, event.at);
    case 'asked': {
      const asked = { ...claim, version: claim.version + 1, nextLookAt: event.at };
      return asked.state === 'pending' ? { ...asked, lastCheck: undefined } : asked;
    }
    default:
      return unreachable(event);
  }
}

function afterSight(claim: LiveClaim, at: Temporal.Instant): DomainClaim {
  const verifiedAt = claim.state === 'verified' ? claim.verifiedAt : at;
  const firstVerifiedAt = claim.firstVerifiedAt ?? at;
  const base = { ...nextBase(claim), firstVerifiedAt };
  return { ...base, state: 'verified', verifiedAt, checkedAt: at, missedAt: undefined, nextLookAt: daily(at) };
}

function afterAbsence(claim: LiveClaim, { saw, at }: Extract<DomainEvent, { kind: 'absent' }>): DomainClaim {
  const base = nextBase(claim);
  switch (claim.state) {
    case 'pending':
      if (isOver(claim.expiresAt, at)) return { ...base, state: 'expired', at };
      return { ...claim, ...base, lastCheck: { at, saw }, nextLookAt: patiently(claim, at) };
    case 'verified': {
      const missedAt = claim.missedAt ?? at;
      const settledAt = missedAt.add(SECOND_LOOK);
      if (isOver(settledAt, at)) return lapsed(claim, { at, saw, missedAt });
      return { ...claim, ...base, missedAt, nextLookAt: settledAt };
    }
    case 'lapsed':
      if (isOver(claim.graceUntil, at)) return { ...base, state: 'revoked', at };
      return { ...claim, ...base, because: saw, nextLookAt: whileLapsed(claim, at) };
    default:
      return unreachable(claim);
  }
}

/** A resolver that does not answer says nothing about the record: it ends no more than what is over, or long unproved. */
function afterSilence(claim: LiveClaim, at: Temporal.Instant): DomainClaim {
  const base = nextBase(claim);
  switch (claim.state) {
    case 'pending': {
      if (isOver(claim.expiresAt, at)) return { ...base, state: 'expired', at };
      const lastCheck = claim.lastCheck ?? { at, saw: 'no-answer' as const };
      return { ...claim, ...base, lastCheck, nextLookAt: patiently(claim, at) };
    }
    case 'verified':
      if (isOver(claim.checkedAt.add(LONGEST_SILENCE), at))
        return lapsed(claim, { at, saw: 'no-answer', missedAt: undefined });
      return { ...claim, ...base, nextLookAt: soonAgain(at) };
    case 'lapsed':
      return { ...claim, ...base, nextLookAt: afterGrace(claim, at) };
    default:
      return unreachable(claim);
  }
}

type Missing = Pick<Extract<DomainClaim, { state: 'lapsed' }>, 'missedAt'> & DomainCheck;

function lapsed(claim: LiveClaim, { at, saw, missedAt }: Missing): DomainClaim {
  const graceUntil = at.add(LAPSE_GRACE);
  return {
    ...nextBase(claim),
    state: 'lapsed',
    since: at,
    missedAt,
    because: saw,
    graceUntil,
    nextLookAt: whileLapsed({ graceUntil }, at),
  };
}

function nextBase({ id, accountId, domain, token, claimedAt, firstVerifiedAt, version }: DomainClaim): DomainClaimBase {
  return { id, accountId, domain, token, claimedAt, firstVerifiedAt, version: version + 1 };
}

function isOver(until: Temporal.Instant, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, until) >= 0;
}
