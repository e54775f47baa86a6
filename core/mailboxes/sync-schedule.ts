import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { Id } from '../ids.ts';
import type { SyncConfig } from './sync-config.ts';

/** Mailboxes drift apart by up to a tenth of the cycle, each by its own share, and never come later than the cycle. */
export function nextCycle(now: Temporal.Instant, mailbox: Id<'mailbox'>, { cycle }: SyncConfig): Temporal.Instant {
  const earlier = milliseconds(cycle) * JITTER * shareOf(mailbox);
  return now.add({ milliseconds: Math.round(milliseconds(cycle) - earlier) });
}

/**
 * Waits as long again as the provider has been away, so the pauses double, up to the longest; and up to a fifth less, by
 * chance, so that all who were refused at one moment do not come back at another.
 */
export function backOff({ clock, entropy, config }: BackOffDeps, awaySince: Temporal.Instant): Temporal.Instant {
  const { firstBackOff, longestBackOff } = config;
  const now = clock.now();
  const away = now.epochMilliseconds - awaySince.epochMilliseconds;
  const pause = Math.min(Math.max(away, milliseconds(firstBackOff)), milliseconds(longestBackOff));
  const chance = shareIn(entropy.bytes(2));
  return now.add({ milliseconds: Math.round(pause * (1 - BACK_OFF_JITTER * chance)) });
}

type BackOffDeps = { readonly clock: Clock; readonly entropy: Entropy; readonly config: SyncConfig };

export function isLongerThan(span: Temporal.Duration, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return to.epochMilliseconds - from.epochMilliseconds > milliseconds(span);
}

const JITTER = 0.1;
const BACK_OFF_JITTER = 0.2;

function milliseconds(span: Temporal.Duration): number {
  return span.total('milliseconds');
}

/** 0 to 1, always the same for the same mailbox. */
function shareOf(mailbox: Id<'mailbox'>): number {
  return shareIn(createHash('sha256').update(mailbox).digest());
}

function shareIn(bytes: Uint8Array): number {
  const [high = 0, low = 0] = bytes;
  return (high * 256 + low) / 65_535;
}
