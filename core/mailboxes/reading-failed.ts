import { unreachable } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { openEpisode } from './episodes.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { holdMailbox } from './hold-mailbox.ts';
import type { MailboxHealth } from './mailbox.ts';
import type { ProviderFailure } from './mailbox-provider.ts';
import { runningRun, type RunningRun } from './running-run.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';
import { paintFailed } from './sync-notices.ts';
import { movedSyncRun } from './sync-run-moves.ts';
import { backOff, isLongerThan } from './sync-schedule.ts';

type Failing = HeldMailbox & { readonly run: RunningRun };
type Unauthorised = Extract<ProviderFailure, { kind: 'unauthorised' }>;

/** The provider did not answer as hoped: wait, wait longer, or tell whoever can mend it. */
export async function readingFailed(
  deps: SyncDeps,
  stores: Stores,
  turn: Turn,
  failure: ProviderFailure,
): Promise<WorkOutcome> {
  const answer = await holdMailbox(deps, stores, turn);
  if (answer.kind === 'stopped') return answer.outcome;
  const running = await runningRun(deps, stores, turn);
  if (running.kind === 'stopped') return running.outcome;
  const failing = { ...answer.held, run: running.run };
  switch (failure.kind) {
    case 'throttled':
      return await throttled(deps, stores, failing, failure.retryAt);
    case 'unavailable':
      deps.log.warn({ mailboxId: turn.mailboxId, error: nameOf(failure.cause) }, 'Mail provider unavailable');
      return await unavailable(deps, stores, failing);
    case 'unauthorised':
      return await unauthorised(deps, stores, failing, failure);
    default:
      return unreachable(failure);
  }
}

async function throttled(
  { clock }: SyncDeps,
  stores: Stores,
  failing: Failing,
  asked: Temporal.Instant,
): Promise<WorkOutcome> {
  const soonest = clock.now().add({ seconds: 1 });
  const retryAt = Temporal.Instant.compare(asked, soonest) > 0 ? asked : soonest;
  await waitUntil(stores, failing, retryAt, 'throttled');
  return { kind: 'again', dueAt: retryAt, countsAsAttempt: false, reason: 'throttled' };
}

async function unavailable(deps: SyncDeps, stores: Stores, failing: Failing): Promise<WorkOutcome> {
  const { clock, config } = deps;
  const now = clock.now();
  const { mailbox, reading } = failing;
  const awaySince = reading.unavailableSince ?? now;
  const retryAt = backOff(deps, awaySince);
  await stores.mail.saveReading(mailbox.id, { ...reading, unavailableSince: awaySince });
  await waitUntil(stores, failing, retryAt, 'unavailable');
  if (isLongerThan(config.degradedAfter, awaySince, now))
    await openEpisode(deps, stores, { ...failing, fault: 'unavailable', since: awaySince, nextAttemptAt: retryAt });
  // However long it lasts: who parks the work of a provider that is away has stopped it for when it is back.
  return { kind: 'again', dueAt: retryAt, countsAsAttempt: false, reason: 'unavailable' };
}

async function waitUntil(
  stores: Stores,
  { mailbox, run }: Failing,
  retryAt: Temporal.Instant,
  because: 'throttled' | 'unavailable',
): Promise<void> {
  await stores.runs.replace(run, movedSyncRun(run, { kind: 'held', retryAt, because }));
  await stores.mailboxes.replace(mailbox, { ...mailbox, retryAt, version: mailbox.version + 1 });
}

/** A person must mend it. It is tried again every day all the same, because nobody may remember to say so. */
async function unauthorised(
  deps: SyncDeps,
  stores: Stores,
  failing: Failing,
  { fault }: Unauthorised,
): Promise<WorkOutcome> {
  const { mailbox, run } = failing;
  const now = deps.clock.now();
  const nextSyncAt = now.add({ milliseconds: deps.config.probe.total('milliseconds') });
  const since = mailbox.health.kind === 'failing' ? mailbox.health.since : now;
  const health: MailboxHealth = { kind: 'failing', fault, since, checkedAt: now };
  const failed = movedSyncRun(run, { kind: 'failed', at: now, fault });
  await stores.runs.replace(run, failed);
  await stores.mailboxes.replace(mailbox, {
    ...mailbox,
    health,
    retryAt: undefined,
    nextSyncAt,
    version: mailbox.version + 1,
  });
  await openEpisode(deps, stores, { ...failing, fault, since: now, nextAttemptAt: nextSyncAt });
  if (run.trigger !== 'cycle')
    await paintFailed(deps, stores, { ...failing, run: failed, fault, nextAttemptAt: nextSyncAt });
  deps.log.warn({ mailboxId: mailbox.id, fault }, 'Mailbox cannot be read');
  return { kind: 'again', dueAt: nextSyncAt, countsAsAttempt: false, reason: fault };
}

/** A provider's message may name addresses, which no log line may. */
function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}
