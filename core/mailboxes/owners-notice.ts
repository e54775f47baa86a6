import type { Clock } from '../clock.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { Mailbox } from './mailbox.ts';
import { isLongerThan } from './sync-schedule.ts';
import type { SyncRun } from './sync-run.ts';

/** A chat that is away for longer holds no mailbox up. */
const PATIENCE = Temporal.Duration.from({ hours: 1 });
const LOOK_AGAIN = Temporal.Duration.from({ seconds: 2 });

/** The notice by which an owner learns that their mailbox is about to be read. */
export function ownersNoticeSubject({ id }: Pick<Mailbox, 'id'>): string {
  return `reading-begins:${id}`;
}

/** The owner is told before the first read, not beside it: until then the reading waits. Undefined when it may begin. */
export async function waitForOwnersNotice(
  { clock }: { readonly clock: Clock },
  { notices }: Pick<Stores, 'notices'>,
  mailbox: Mailbox,
  run: SyncRun | undefined,
): Promise<WorkOutcome | undefined> {
  const now = clock.now();
  if (run?.state !== 'queued' || run.trigger !== 'initial' || isLongerThan(PATIENCE, run.queuedAt, now))
    return undefined;
  const told = await notices.ofSubject(ownersNoticeSubject(mailbox));
  if (!told.some(({ state }) => state === 'pending' || state === 'sending')) return undefined;
  return { kind: 'again', dueAt: now.add(LOOK_AGAIN), countsAsAttempt: false, reason: 'the owner is not told yet' };
}
