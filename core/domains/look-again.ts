import { unreachable } from '../result.ts';
import type { DomainClaim } from './domain-claim.ts';

const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 6 * 60;
const DAILY = Temporal.Duration.from({ hours: 24 });
const SILENCE = Temporal.Duration.from({ hours: 1 });

/** When the DNS is looked at next: a young claim soon and an old one rarely, a verified domain daily. */
export function lookAgainAt(claim: DomainClaim, now: Temporal.Instant): Temporal.Instant {
  switch (claim.state) {
    case 'pending':
      return earlier(now.add({ minutes: patience(claim.claimedAt, now) }), claim.expiresAt);
    case 'verified':
      return now.add(DAILY);
    case 'lapsed':
      return isAhead(claim.graceUntil, now)
        ? earlier(now.add({ minutes: LONGEST_MINUTES }), claim.graceUntil)
        : now.add(SILENCE);
    case 'conflict':
    case 'expired':
    case 'revoked':
      throw new Error(`A ${claim.state} claim is not looked at again`);
    default:
      return unreachable(claim);
  }
}

/** Half the age of the claim. */
function patience(claimedAt: Temporal.Instant, now: Temporal.Instant): number {
  const age = Math.floor(now.since(claimedAt).total('minutes'));
  return Math.min(Math.max(Math.floor(age / 2), SHORTEST_MINUTES), LONGEST_MINUTES);
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isAhead(one, other) ? other : one;
}

function isAhead(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0;
}
