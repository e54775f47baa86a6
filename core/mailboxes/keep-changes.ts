import { firmOf } from '../relationships/firm.ts';
import type { Owner } from '../relationships/participants.ts';
import { suppressedIn } from '../removals/suppressed-addresses.ts';
import { accountKeyring } from '../secrets/account-keys.ts';
import type { Stores } from '../transaction.ts';
import type { HeldMailbox } from './held-mailbox.ts';
import { holdMailbox, tooLate, type Stopped } from './hold-mailbox.ts';
import { mailPageOf } from './mail-page.ts';
import type { ReadingState } from './mail-store.ts';
import type { ChangePage } from './mailbox-provider.ts';
import type { Mailbox } from './mailbox.ts';
import { readingDone, type CaughtUp } from './reading-done.ts';
import { runningRun } from './running-run.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';
import { paintProgress } from './sync-notices.ts';
import { movedSyncRun } from './sync-run-moves.ts';
import { EMPTY_TALLY, type Tally } from './sync-run.ts';

export type Step = { readonly cursor: string | undefined; readonly page: ChangePage };

export type KeptChanges = { readonly kind: 'kept' } | CaughtUp | Stopped;

/** One page, its cursor, the run's tally, and what must be told of it: all or nothing. */
export async function keepChanges(deps: SyncDeps, stores: Stores, turn: Turn, step: Step): Promise<KeptChanges> {
  const answer = await holdMailbox(deps, stores, turn);
  if (answer.kind === 'stopped') return answer;
  const { held } = answer;
  // The page goes on from a cursor that is not the mailbox's any more.
  if (held.mailbox.cursor !== step.cursor) return { kind: 'stopped', outcome: tooLate(deps) };
  const running = await runningRun(deps, stores, turn);
  if (running.kind === 'stopped') return running;

  const reading = readOn(held.reading, step);
  const tally = await keep(deps, stores, { ...held, reading }, step.page);
  const run = movedSyncRun(running.run, { kind: 'progressed', tally, gaps: step.page.gaps });
  const mailbox: Mailbox = { ...held.mailbox, cursor: step.page.next, version: held.mailbox.version + 1 };
  if (!step.page.more)
    return await readingDone(deps, stores, { held: { ...held, reading }, before: running.run, run, mailbox });
  await stores.runs.replace(running.run, run);
  await stores.mailboxes.replace(held.mailbox, mailbox);
  const painted = await paintProgress(deps, stores, { ...held, reading, run });
  await stores.mail.saveReading(mailbox.id, painted);
  return { kind: 'kept' };
}

/** A restart begins a new walk over the same stretch, and so does a reading whose cursor was taken away. */
function readOn(reading: ReadingState, { cursor, page: { restarted: isRefused, gaps } }: Step): ReadingState {
  const hasGaps = gaps.length > 0;
  const restarted = isRefused || cursor === undefined;
  return {
    ...reading,
    unavailableSince: undefined,
    walk: restarted ? reading.walk + 1 : reading.walk,
    walkHasGaps: restarted ? hasGaps : reading.walkHasGaps || hasGaps,
  };
}

async function keep(deps: SyncDeps, stores: Stores, held: HeldMailbox, page: ChangePage): Promise<Tally> {
  const { mailbox, member, seat, reading } = held;
  const at = deps.clock.now();
  const isEmpty = page.upserted.length + page.removed.length + page.poisoned.length === 0;
  const kept = isEmpty ? EMPTY_TALLY : await keepMessages();
  const isProof = page.walked && !reading.walkHasGaps;
  const swept = isProof ? await stores.mail.sweep(mailbox, reading, at) : 0;
  return { ...kept, removed: kept.removed + swept };

  async function keepMessages(): Promise<Tally> {
    const { content, suppression } = await accountKeyring(deps, stores, mailbox.accountId);
    const addresses = new Set([mailbox.address, ...reading.aliases]);
    const owner: Owner = { memberId: member.id, mailboxId: mailbox.id, addresses };
    const firm = { ...(await firmOf(stores)), suppressed: await suppressedIn(stores, suppression, page.upserted) };
    const desk = { mailbox, owner, firm, privacy: seat.privacy, contentKey: content, walk: reading.walk, at };
    return await stores.mail.keep(mailPageOf(deps, desk, page));
  }
}
