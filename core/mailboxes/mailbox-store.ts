import type { Id } from '../ids.ts';
import type { Mailbox } from './mailbox.ts';
import type { Episode, SyncRun } from './sync-run.ts';

export interface MailboxStore {
  readonly get: (id: Id<'mailbox'>) => Promise<Mailbox | undefined>;
  readonly ofMember: (member: Id<'member'>) => Promise<readonly Mailbox[]>;
  readonly list: () => Promise<readonly Mailbox[]>;
  readonly add: (mailbox: Mailbox) => Promise<void>;
  readonly replace: (previous: Mailbox, next: Mailbox) => Promise<void>;
}

export interface SyncRunStore {
  readonly get: (id: Id<'sync-run'>) => Promise<SyncRun | undefined>;
  /** The mailbox's run that is not finished, if there is one. */
  readonly unfinished: (mailbox: Id<'mailbox'>) => Promise<SyncRun | undefined>;
  /** Newest first. */
  readonly ofMailbox: (mailbox: Id<'mailbox'>, limit: number) => Promise<readonly SyncRun[]>;
  /** False when the mailbox has an unfinished run already. */
  readonly add: (run: SyncRun) => Promise<boolean>;
  readonly replace: (previous: SyncRun, next: SyncRun) => Promise<void>;
}

export interface EpisodeStore {
  readonly open: (cause: string) => Promise<Episode | undefined>;
  readonly list: () => Promise<readonly Episode[]>;
  /** False when an episode of this cause is open already. */
  readonly add: (episode: Episode) => Promise<boolean>;
  readonly replace: (previous: Episode, next: Episode) => Promise<void>;
}
