import type { Id } from '../ids.ts';
import { repaint, tell, type TellDeps, type TellStores } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { jobRecipients, recipientKey } from './job-recipients.ts';
import type { ReadingState } from './mail-store.ts';
import type { MailboxFault } from './mailbox-provider.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { SyncRun } from './sync-run.ts';
import { isLongerThan } from './sync-schedule.ts';
import { doneForJobsView, doneForOwnerView, failedView, progressView } from './sync-views.ts';

type Running = HeldMailbox & { readonly run: SyncRun };
type Done = Running & { readonly nextSyncAt: Temporal.Instant };
type Failed = Pick<Running, 'member' | 'run'> & {
  readonly fault: MailboxFault;
  readonly nextAttemptAt: Temporal.Instant | undefined;
};

type Started = { readonly member: Member; readonly run: SyncRun; readonly to: Id<'member'> };

/** One message to whoever invited the person or asked for the reading; from here on it is only repainted. */
export async function tellStarted(deps: TellDeps, stores: TellStores, { member, run, to }: Started): Promise<void> {
  await tell(deps, stores, run.accountId, {
    key: `sync-progress:${progressSubject(run)}`,
    subject: progressSubject(run),
    recipient: { kind: 'member', memberId: to },
    view: progressView(member, run),
  });
}

/** A repaint now and then: a person reads no faster, and platforms limit edits. */
export async function paintProgress(
  deps: SyncDeps,
  stores: Stores,
  { member, run, reading }: Running,
): Promise<ReadingState> {
  const now = deps.clock.now();
  const { paintedAt } = reading;
  const isEarly = paintedAt !== undefined && !isLongerThan(deps.config.paintEvery, paintedAt, now);
  if (run.trigger === 'cycle' || isEarly) return reading;
  await repaint(deps, stores, run.accountId, { subject: progressSubject(run), view: progressView(member, run) });
  return { ...reading, paintedAt: now };
}

/** The owner hears of their first complete reading, once; whoever set it up hears of every one that was asked for. */
export async function tellDone(deps: SyncDeps, stores: Stores, done: Done): Promise<void> {
  const { mailbox, member, seat, run } = done;
  const view = doneForJobsView(done);
  await repaint(deps, stores, run.accountId, { subject: progressSubject(run), view });
  const channels = (await jobRecipients(stores, seat.invitedBy)).filter(({ kind }) => kind === 'channel');
  for (const recipient of channels) {
    const key = `sync-complete:${run.id}:${recipientKey(recipient)}`;
    await tell(deps, stores, run.accountId, { key, subject: `sync-complete:${run.id}`, recipient, view });
  }
  if (mailbox.lastSyncAt !== undefined) return;
  await tell(deps, stores, run.accountId, {
    key: `sync-complete:${run.id}:${member.id}`,
    subject: `sync-complete-owner:${run.id}`,
    recipient: { kind: 'member', memberId: member.id },
    view: doneForOwnerView(done),
  });
}

/** The progress message ends with the failure; the notice about its cause is the episode's. */
export async function paintFailed(deps: SyncDeps, stores: Stores, failed: Failed): Promise<void> {
  const { run } = failed;
  await repaint(deps, stores, run.accountId, { subject: progressSubject(run), view: failedView(failed) });
}

/** The first reading is one story, however many runs it takes: a message that it stopped goes on when it does. */
export function progressSubject({ id, trigger, mailboxId }: SyncRun): string {
  return trigger === 'initial' ? firstReadingSubject(mailboxId) : `sync-run:${id}`;
}

export function firstReadingSubject(mailbox: Id<'mailbox'>): string {
  return `sync-first:${mailbox}`;
}
