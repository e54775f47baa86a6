import type { Stores } from '../transaction.ts';
import type { Lease, WorkPayload } from '../work/work.ts';
import { staleRow } from '../stale-row.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { holdMailbox, type Stopped } from './hold-mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { waitForOwnersNotice } from './owners-notice.ts';
import { tellOverdue } from './run-notices.ts';
import type { SyncDeps } from './sync-deps.ts';
import { movedSyncRun } from './sync-run-moves.ts';
import { EMPTY_TALLY, type SyncRun } from './sync-run.ts';

export type OpenRun = HeldMailbox & {
  readonly kind: 'open';
  readonly run: SyncRun;
  /** The mailbox is looked at before it is read: at a first or asked-for reading, and after it could not be read. */
  readonly needsLook: boolean;
};

/** Takes up the unfinished run, or begins the next one. */
export async function openRun(
  deps: SyncDeps,
  stores: Stores,
  { payload, lease }: { readonly payload: WorkPayload<'mailbox.sync'>; readonly lease: Lease },
): Promise<OpenRun | Stopped> {
  const now = deps.clock.now();
  const answer = await holdMailbox(deps, stores, { mailboxId: payload.mailboxId, lease });
  if (answer.kind === 'stopped') return answer;
  const { held } = answer;
  const before = await stores.runs.unfinished(held.mailbox.id);
  if (before !== undefined) await tellOverdue(deps, stores, { ...held, run: before });
  const { retryAt } = held.mailbox;
  if (retryAt !== undefined && Temporal.Instant.compare(retryAt, now) > 0) {
    return { kind: 'stopped', outcome: { kind: 'again', dueAt: retryAt, countsAsAttempt: false, reason: 'throttled' } };
  }
  const waiting = await waitForOwnersNotice(deps, stores, held.mailbox, before);
  if (waiting !== undefined) return { kind: 'stopped', outcome: waiting };
  const run = before === undefined ? await beginRun(deps, stores, held.mailbox) : await takeUp(deps, stores, before);
  await stores.mail.saveReading(held.mailbox.id, held.reading);
  const mailbox = await withoutRetry(stores, held.mailbox);
  const isFresh = before === undefined || before.state === 'queued';
  const isAskedFor = run.trigger !== 'cycle' || mailbox.health.kind !== 'ok';
  // Every look leaves at least the primary address, so without one the last look was never stored.
  const needsLook = (isFresh && isAskedFor) || held.reading.aliases.length === 0;
  return { ...held, kind: 'open', mailbox, run, needsLook };
}

async function takeUp({ clock }: SyncDeps, { runs }: Stores, before: SyncRun): Promise<SyncRun> {
  const run = movedSyncRun(before, { kind: 'taken-up', at: clock.now() });
  await runs.replace(before, run);
  return run;
}

async function beginRun({ ids, clock }: SyncDeps, { runs }: Stores, mailbox: Mailbox): Promise<SyncRun> {
  const now = clock.now();
  const run: SyncRun = {
    id: ids.next('sync-run'),
    accountId: mailbox.accountId,
    mailboxId: mailbox.id,
    trigger: mailbox.lastSyncAt === undefined ? 'initial' : 'cycle',
    queuedAt: now,
    expected: undefined,
    gaps: [],
    tally: EMPTY_TALLY,
    version: 1,
    state: 'running',
    startedAt: now,
  };
  // Somebody queued one just now: start over and take that one up.
  if (!(await runs.add(run))) throw staleRow('Sync run');
  return run;
}

async function withoutRetry({ mailboxes }: Stores, mailbox: Mailbox): Promise<Mailbox> {
  if (mailbox.retryAt === undefined) return mailbox;
  const next = { ...mailbox, retryAt: undefined, version: mailbox.version + 1 };
  await mailboxes.replace(mailbox, next);
  return next;
}
