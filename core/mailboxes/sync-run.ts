import type { Id } from '../ids.ts';
import { MAILBOX_FAULTS, type MailboxFault } from './mailbox-provider.ts';

export type SyncTrigger = 'initial' | 'cycle' | 'forced';

/** What a run has done so far. `skipped` counts by reason; `people` and the rest count new ones only. */
export type Tally = {
  readonly seen: number;
  readonly kept: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly parked: number;
  readonly removed: number;
  readonly people: number;
  readonly organizations: number;
  readonly interactions: number;
  readonly connections: number;
};

export const EMPTY_TALLY: Tally = {
  seen: 0,
  kept: 0,
  skipped: {},
  parked: 0,
  removed: 0,
  people: 0,
  organizations: 0,
  interactions: 0,
  connections: 0,
};

export type SyncRunBase = {
  readonly id: Id<'sync-run'>;
  readonly accountId: Id<'account'>;
  readonly mailboxId: Id<'mailbox'>;
  readonly trigger: SyncTrigger;
  readonly queuedAt: Temporal.Instant;
  readonly expected: number | undefined;
  readonly gaps: readonly string[];
  readonly tally: Tally;
  readonly version: number;
};

/** One reading of a mailbox; sync-runs.md draws the moves. At most one run of a mailbox is not finished. */
export type SyncRun = SyncRunBase &
  (
    | { readonly state: 'queued' }
    | { readonly state: 'running'; readonly startedAt: Temporal.Instant }
    | {
        readonly state: 'waiting';
        readonly startedAt: Temporal.Instant;
        readonly retryAt: Temporal.Instant;
        readonly because: 'throttled' | 'unavailable';
      }
    | { readonly state: 'succeeded'; readonly startedAt: Temporal.Instant; readonly finishedAt: Temporal.Instant }
    | {
        readonly state: 'failed';
        readonly startedAt: Temporal.Instant;
        readonly finishedAt: Temporal.Instant;
        readonly fault: MailboxFault;
      }
    | { readonly state: 'cancelled'; readonly finishedAt: Temporal.Instant }
  );

/** Why mailboxes are not read: a fault that a person must mend, or a mail system that has long not answered. */
export const EPISODE_FAULTS = [...MAILBOX_FAULTS, 'unavailable'] as const;
export type EpisodeFault = (typeof EPISODE_FAULTS)[number];

/** First failure to next success of one cause: told once when it opens and once when it closes. */
export type Episode = {
  readonly id: Id<'episode'>;
  readonly accountId: Id<'account'>;
  /** A mailbox, or what many mailboxes share: the organization's credential, or the mail system itself. */
  readonly cause: string;
  /** What was told last. */
  readonly fault: EpisodeFault;
  readonly mailboxes: readonly Id<'mailbox'>[];
  readonly openedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | undefined;
  readonly version: number;
};
