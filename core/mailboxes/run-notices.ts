import { tellAdministrators } from '../accounts/tell-administrators.ts';
import { repaint, tell } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { jobRecipients, recipientKey } from './job-recipients.ts';
import type { SyncDeps } from './sync-deps.ts';
import { progressSubject } from './sync-notices.ts';
import { hasGaps } from './sync-outcome.ts';
import type { SyncRun } from './sync-run.ts';
import { isLongerThan } from './sync-schedule.ts';
import { gapsView, overdueView, recoveredView } from './sync-views.ts';

type Running = HeldMailbox & { readonly run: SyncRun };
type Done = Running & { readonly nextSyncAt: Temporal.Instant };

const RUNS_LOOKED_AT = 20;

/** Messages that said that reading has stopped are brought up to date by whichever run gets through. */
export async function paintRecovered(deps: SyncDeps, stores: Stores, done: Done): Promise<void> {
  const { mailbox, run } = done;
  if (mailbox.health.kind !== 'failing') return;
  const stopped = (await stores.runs.ofMailbox(mailbox.id, RUNS_LOOKED_AT)).filter(
    ({ id, state, trigger }) => id !== run.id && state === 'failed' && trigger !== 'cycle',
  );
  const subjects = new Set(stopped.map(progressSubject));
  subjects.delete(progressSubject(run));
  const view = recoveredView(done);
  for (const subject of subjects) await repaint(deps, stores, run.accountId, { subject, view });
}

/** A cycle that could not read everything is told like a first reading with gaps, once for each new gap. */
export async function tellGaps(deps: SyncDeps, stores: Stores, done: Done): Promise<void> {
  const { mailbox, seat, run } = done;
  if (!hasGaps(run)) return;
  const before = (await stores.runs.ofMailbox(mailbox.id, RUNS_LOOKED_AT)).find(
    ({ id, state }) => id !== run.id && state === 'succeeded',
  );
  const isNews = run.tally.parked > 0 || run.gaps.some((gap) => before?.gaps.includes(gap) !== true);
  if (!isNews) return;
  const view = gapsView(done);
  for (const recipient of await jobRecipients(stores, seat.invitedBy)) {
    const key = `sync-gaps:${run.id}:${recipientKey(recipient)}`;
    await tell(deps, stores, run.accountId, { key, subject: `sync-gaps:${run.id}`, recipient, view });
  }
}

/** A first reading that takes longer than it may is told to those who can look into it, once. */
export async function tellOverdue(deps: SyncDeps, stores: Stores, { mailbox, member, run }: Running): Promise<void> {
  const now = deps.clock.now();
  if (run.trigger !== 'initial' || !isLongerThan(deps.config.overdueAfter, run.queuedAt, now)) return;
  const subject = `sync-overdue:${mailbox.id}`;
  if ((await stores.notices.ofSubject(subject)).length > 0) return;
  await tellAdministrators(deps, stores, {
    row: POLICY.sync,
    key: subject,
    subject,
    view: overdueView({ member, run }),
    alsoInChannel: true,
  });
}
