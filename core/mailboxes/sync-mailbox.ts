import type { Result } from '../result.ts';
import type { Lease, WorkOutcome, WorkPayload } from '../work/work.ts';
import type { Stopped } from './hold-mailbox.ts';
import { keepChanges } from './keep-changes.ts';
import { keepFacts } from './keep-facts.ts';
import type { MailboxProvider, ProviderFailure } from './mailbox-provider.ts';
import { openRun } from './open-run.ts';
import { purgeGone } from './purge-gone.ts';
import { readingFailed } from './reading-failed.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';

/**
 * Reads a mailbox from its cursor on, page by page, until nothing waits any more or its turn is over. It may die
 * between any two lines: what a page said and where the next one begins are stored together.
 */
export type SyncMailbox = (
  payload: WorkPayload<'mailbox.sync'>,
  lease: Lease,
  signal: AbortSignal,
) => Promise<WorkOutcome>;

export function createSyncMailbox(deps: SyncDeps): SyncMailbox {
  return async (payload, lease, signal) => {
    const opened = await deps.transaction.run(payload.accountId, (stores) => openRun(deps, stores, { payload, lease }));
    if (opened.kind === 'stopped') return opened.outcome;
    const turn: Turn = { ...payload, lease, signal, opened };
    const provider = await deps.providers.of(payload.accountId, opened.mailbox.provider);
    if (!provider.ok) return await failed(deps, turn, NOT_CONNECTED);
    if (opened.needsLook) {
      const stopped = await lookFirst(deps, turn, provider.value);
      if (stopped !== undefined) return stopped.outcome;
    }
    return await readPages(deps, turn, provider.value);
  };
}

const NOT_CONNECTED: ProviderFailure = {
  kind: 'unauthorised',
  fault: 'credential',
  detail: 'the mail system is not connected',
};

async function lookFirst(deps: SyncDeps, turn: Turn, provider: MailboxProvider): Promise<Stopped | undefined> {
  const { address } = turn.opened.mailbox;
  const facts = await unlessStopped(turn.signal, () => provider.check(address, turn.signal));
  if (facts === undefined) return { kind: 'stopped', outcome: stoppedEarly(deps) };
  if (!facts.ok) return { kind: 'stopped', outcome: await failed(deps, turn, facts.error) };
  return await deps.transaction.run(turn.accountId, (stores) => keepFacts(deps, stores, turn, facts.value));
}

async function readPages(deps: SyncDeps, turn: Turn, provider: MailboxProvider): Promise<WorkOutcome> {
  const { address } = turn.opened.mailbox;
  const { horizon } = turn.opened.reading;
  let { cursor } = turn.opened.mailbox;
  for (let pages = 0; pages < deps.config.pagesPerTurn; pages += 1) {
    const from = { address, cursor, horizon };
    const page = await unlessStopped(turn.signal, () => provider.changes(from, turn.signal));
    if (page === undefined) return stoppedEarly(deps);
    if (!page.ok) return await failed(deps, turn, page.error);
    const step = { cursor, page: page.value };
    const kept = await deps.transaction.run(turn.accountId, (stores) => keepChanges(deps, stores, turn, step));
    if (kept.kind === 'stopped') return kept.outcome;
    if (kept.kind === 'caught-up') {
      await purgeGone(deps, turn);
      return { kind: 'again', dueAt: kept.nextSyncAt, countsAsAttempt: false, reason: 'cycle' };
    }
    ({ next: cursor } = page.value);
  }
  return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'turn-over' };
}

/** Undefined once the worker is told to stop: whatever the provider still answered is read again by the next one. */
async function unlessStopped<Value>(
  signal: AbortSignal,
  ask: () => Promise<Result<Value, ProviderFailure>>,
): Promise<Result<Value, ProviderFailure> | undefined> {
  if (signal.aborted) return undefined;
  try {
    const answer = await ask();
    return signal.aborted ? undefined : answer;
  } catch (error) {
    // A provider names its failures; what it throws besides is a bug, unless it was told to stop.
    if (signal.aborted) return undefined;
    throw new Error('The mail provider broke', { cause: error });
  }
}

function stoppedEarly({ clock }: SyncDeps): WorkOutcome {
  return { kind: 'again', dueAt: clock.now(), countsAsAttempt: false, reason: 'stopped' };
}

function failed(deps: SyncDeps, turn: Turn, failure: ProviderFailure): Promise<WorkOutcome> {
  return deps.transaction.run(turn.accountId, (stores) => readingFailed(deps, stores, turn, failure));
}
