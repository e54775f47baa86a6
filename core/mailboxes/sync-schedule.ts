import { createHash } from 'node:crypto';
import type { Id } from '../ids.ts';
import type { SyncConfig } from './sync-config.ts';

/** Mailboxes drift apart by up to a tenth of the cycle, each by its own share, and never come later than the cycle. */
export function nextCycle(now: Temporal.Instant, mailbox: Id<'mailbox'>, { cycle }: SyncConfig): Temporal.Instant {
  const earlier = milliseconds(cycle) * JITTER * shareOf(mailbox);
  return now.add({ milliseconds: Math.round(milliseconds(cycle) - earlier) });
}

/** Waits as long again as the provider has been away, so the pauses double, up to the longest. */
export function backOff(
  now: Temporal.Instant,
  awaySince: Temporal.Instant,
  { firstBackOff, longestBackOff }: SyncConfig,
): Temporal.Instant {
  const away = now.epochMilliseconds - awaySince.epochMilliseconds;
  const pause = Math.min(Math.max(away, milliseconds(firstBackOff)), milliseconds(longestBackOff));
  return now.add({ milliseconds: pause });
}

export function isLongerThan(span: Temporal.Duration, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return to.epochMilliseconds - from.epochMilliseconds > milliseconds(span);
}

const JITTER = 0.1;

function milliseconds(span: Temporal.Duration): number {
  return span.total('milliseconds');
}

/** 0 to 1, always the same for the same mailbox. */
function shareOf(mailbox: Id<'mailbox'>): number {
  return createHash('sha256').update(mailbox).digest().readUInt16BE(0) / 65_535;
}
