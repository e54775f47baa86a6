import { unreachable } from '../result.ts';
import type { Tone } from '../views/view.ts';
import { MAILBOX_FAULT_TEXTS } from './mailbox-fault-texts.ts';
import type { Mailbox } from './mailbox.ts';
import { pausedUntil } from './pauses/pause-moves.ts';
import type { SyncRun } from './sync-run.ts';

/** The one word that people see, made of wish, health and progress, which are kept apart. */
export type EffectiveState =
  | 'disabled'
  | 'paused'
  | 'attention'
  | 'waiting'
  | 'syncing'
  | 'queued'
  | 'overdue'
  | 'healthy';

export type EffectiveStatus = {
  readonly state: EffectiveState;
  readonly word: string;
  readonly tone: Tone;
  /** Why it is so, and who must act; undefined where nobody has to. */
  readonly cause: string | undefined;
  readonly who: string | undefined;
  readonly nextAttemptAt: Temporal.Instant | undefined;
};

/** A cycle that is so late does not come by itself; somebody should look. */
const OVERDUE_AFTER_MINUTES = 60;

/** `run` is the mailbox's newest one, finished or not. */
export function effectiveStatus(mailbox: Mailbox, run: SyncRun | undefined, now: Temporal.Instant): EffectiveStatus {
  switch (mailbox.desired) {
    case 'disabled':
      return status('disabled', 'Disabled', 'neutral', { cause: 'An Admin disabled it.', who: 'an Admin' });
    case 'paused':
      return status('paused', 'Paused', 'neutral', { ...pausedBy(mailbox), nextAttemptAt: pausedUntil(mailbox) });
    case 'enabled':
      return ofEnabled(mailbox, run, now);
    default:
      return unreachable(mailbox.desired);
  }
}

function pausedBy({ pauses }: Mailbox): Details {
  const isByAdmin = pauses.some(({ side }) => side === 'admin');
  if (!isByAdmin) return { cause: 'Its owner paused it.', who: 'its owner' };
  return pauses.length > 1
    ? { cause: 'Its owner and an Admin paused it.', who: 'its owner and an Admin' }
    : { cause: 'An Admin paused it.', who: 'an Admin' };
}

function ofEnabled(mailbox: Mailbox, run: SyncRun | undefined, now: Temporal.Instant): EffectiveStatus {
  if (run?.state === 'running') return status('syncing', isFirst(mailbox, 'Reading'), 'neutral', {});
  if (mailbox.health.kind === 'failing') {
    const { what, who } = MAILBOX_FAULT_TEXTS[mailbox.health.fault];
    return status('attention', 'Needs attention', 'bad', { cause: what, who, nextAttemptAt: mailbox.nextSyncAt });
  }
  if (run?.state === 'waiting') {
    const cause = WAITING[run.because];
    return status('waiting', 'Waiting', 'neutral', { cause, nextAttemptAt: run.retryAt });
  }
  if (run?.state === 'queued')
    return status('queued', isFirst(mailbox, 'Queued'), 'neutral', { nextAttemptAt: mailbox.nextSyncAt });
  if (mailbox.lastSyncAt === undefined)
    return status('queued', 'Not read yet', 'neutral', { nextAttemptAt: mailbox.nextSyncAt });
  const next = { nextAttemptAt: mailbox.nextSyncAt };
  if (isOverdue(mailbox, now)) {
    const cause = 'Its last sync is longer ago than it should be.';
    return status('overdue', 'Overdue', 'attention', { ...next, cause, who: 'whoever runs Usher' });
  }
  return status('healthy', 'Up to date', 'good', next);
}

const WAITING = {
  throttled: 'The mail system asked for a pause; reading goes on by itself.',
  unavailable: 'The mail system did not answer; it is tried again by itself.',
} as const;

type Details = Partial<Pick<EffectiveStatus, 'cause' | 'who' | 'nextAttemptAt'>>;

function status(
  state: EffectiveState,
  word: string,
  tone: Tone,
  { cause, who, nextAttemptAt }: Details,
): EffectiveStatus {
  return { state, word, tone, cause, who, nextAttemptAt };
}

function isFirst({ lastSyncAt }: Mailbox, word: string): string {
  return lastSyncAt === undefined ? `${word}, first sync` : word;
}

function isOverdue({ nextSyncAt }: Mailbox, now: Temporal.Instant): boolean {
  if (nextSyncAt === undefined) return false;
  return Temporal.Instant.compare(nextSyncAt.add({ minutes: OVERDUE_AFTER_MINUTES }), now) < 0;
}
