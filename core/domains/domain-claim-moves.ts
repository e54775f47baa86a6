import { err, ok, unreachable, type Result } from '../result.ts';
import type { DomainCheck, DomainClaim, DomainClaimBase } from './domain-claim.ts';

export type DomainEvent =
  /** The token stands in the DNS, and no other account owns the domain. */
  | { readonly kind: 'seen'; readonly at: Temporal.Instant }
  /** The token stands in the DNS, but another account has verified the domain. */
  | { readonly kind: 'owned-elsewhere'; readonly at: Temporal.Instant }
  | { readonly kind: 'absent'; readonly saw: 'not-found' | 'other-values'; readonly at: Temporal.Instant }
  | { readonly kind: 'no-answer'; readonly at: Temporal.Instant }
  /** Somebody wants to hear what the next look says, whatever it says. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'claimed-again'; readonly token: string; readonly at: Temporal.Instant };

export type DomainState = DomainClaim['state'];

export type DomainMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: DomainState;
  readonly event: DomainEvent['kind'];
};

/** A new record may take this long to appear everywhere. */
export const CLAIM_LIFE = Temporal.Duration.from({ hours: 72 });

/** So long a record may be missing before the domain is given up: members keep running, nobody new is invited. */
export const LAPSE_GRACE = Temporal.Duration.from({ hours: 14 * 24 });

/** The table of domain-claims.md: from which states an event may come. Everything else is refused. */
export const DOMAIN_MOVES = {
  seen: ['pending', 'verified', 'lapsed'],
  'owned-elsewhere': ['pending', 'lapsed'],
  absent: ['pending', 'verified', 'lapsed'],
  'no-answer': ['pending', 'verified', 'lapsed'],
  asked: ['pending'],
  'claimed-again': ['conflict', 'expired', 'revoked'],
} as const satisfies Record<DomainEvent['kind'], readonly DomainState[]>;

/** The same claim comes back when nothing was learned. */
export function moveClaim(claim: DomainClaim, event: DomainEvent): Result<DomainClaim, DomainMoveRefused> {
  const from: readonly DomainState[] = DOMAIN_MOVES[event.kind];
  if (!from.includes(claim.state)) return err({ kind: 'no-such-move', from: claim.state, event: event.kind });
  const base = nextBase(claim);
  switch (event.kind) {
    case 'seen': {
      const verifiedAt = claim.state === 'verified' ? claim.verifiedAt : event.at;
      return ok({ ...base, state: 'verified', verifiedAt, checkedAt: event.at });
    }
    case 'owned-elsewhere':
      return ok({ ...base, state: 'conflict', at: event.at });
    case 'absent':
      return ok(afterAbsence(claim, event));
    case 'no-answer':
      return ok(afterSilence(claim, event.at));
    case 'asked':
      return ok(claim.state === 'pending' ? { ...claim, version: base.version, lastCheck: undefined } : claim);
    case 'claimed-again':
      return ok(pendingClaim({ ...base, token: event.token, claimedAt: event.at }));
    default:
      return unreachable(event);
  }
}

export function pendingClaim(base: DomainClaimBase): DomainClaim {
  return { ...base, state: 'pending', lastCheck: undefined, expiresAt: base.claimedAt.add(CLAIM_LIFE) };
}

function afterAbsence(claim: DomainClaim, { saw, at }: Extract<DomainEvent, { kind: 'absent' }>): DomainClaim {
  const base = nextBase(claim);
  switch (claim.state) {
    case 'pending':
      return isOver(claim.expiresAt, at) ? { ...base, state: 'expired', at } : checked(claim, { at, saw });
    case 'verified':
      return { ...base, state: 'lapsed', since: at, graceUntil: at.add(LAPSE_GRACE), checkedAt: at };
    case 'lapsed':
      if (isOver(claim.graceUntil, at)) return { ...base, state: 'revoked', at };
      return { ...claim, version: base.version, checkedAt: at };
    case 'conflict':
    case 'expired':
    case 'revoked':
      return claim;
    default:
      return unreachable(claim);
  }
}

/** A resolver that does not answer says nothing about the record: only a claim that is over ends. */
function afterSilence(claim: DomainClaim, at: Temporal.Instant): DomainClaim {
  if (claim.state !== 'pending') return claim;
  if (isOver(claim.expiresAt, at)) return { ...nextBase(claim), state: 'expired', at };
  return claim.lastCheck === undefined ? checked(claim, { at, saw: 'no-answer' }) : claim;
}

function checked(claim: Extract<DomainClaim, { state: 'pending' }>, lastCheck: DomainCheck): DomainClaim {
  return { ...claim, version: claim.version + 1, lastCheck };
}

function nextBase({ id, accountId, domain, token, claimedAt, version }: DomainClaim): DomainClaimBase {
  return { id, accountId, domain, token, claimedAt, version: version + 1 };
}

function isOver(until: Temporal.Instant, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, until) >= 0;
}
