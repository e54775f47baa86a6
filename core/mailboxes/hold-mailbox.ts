import type { HeldMailbox } from './held-mailbox.ts';
import { mayBeRead } from '../domains/proved-domain.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import type { Stores } from '../transaction.ts';
import type { Lease, WorkOutcome } from '../work/work.ts';
import type { Mailbox, MailboxHealth } from './mailbox.ts';
import type { ReadingState } from './mail-store.ts';
import type { SyncDeps } from './sync-deps.ts';
import { paintFailed } from './sync-notices.ts';
import { movedSyncRun } from './sync-run-moves.ts';
import type { Id } from '../ids.ts';
import { isReadable } from '../seats/seat-moves.ts';

export type Stopped = { readonly kind: 'stopped'; readonly outcome: WorkOutcome };
export type HoldResult = { readonly kind: 'held'; readonly held: HeldMailbox } | Stopped;

const DONE: WorkOutcome = { kind: 'done' };

/**
 * The way into every transaction of a reading: the lease is still the latest, and the mailbox is still wanted. A run of
 * a mailbox that was paused, disabled, or lost its seat or the proof of its domain ends here.
 */
export async function holdMailbox(
  deps: SyncDeps,
  stores: Stores,
  { mailboxId, lease }: { readonly mailboxId: Id<'mailbox'>; readonly lease: Lease },
): Promise<HoldResult> {
  if ((await stores.mailboxes.get(mailboxId)) === undefined) return { kind: 'stopped', outcome: DONE };
  const answer = await stores.mail.hold(mailboxId, lease);
  if (answer.kind === 'too-late') return { kind: 'stopped', outcome: tooLate(deps) };
  // Read again under the lock: what changed while waiting for it counts.
  const mailbox = await stores.mailboxes.get(mailboxId);
  if (mailbox === undefined) return { kind: 'stopped', outcome: DONE };
  const member = await stores.members.get(mailbox.memberId);
  const seat = await stores.seats.ofMember(mailbox.memberId);
  if (member === undefined || seat === undefined || !isWanted(mailbox) || !isReadable(seat)) {
    await endReading(deps, stores, mailbox, mailbox.health);
    return { kind: 'stopped', outcome: DONE };
  }
  if (!(await mayBeRead(stores, mailbox))) {
    const run = await stores.runs.unfinished(mailbox.id);
    if (run !== undefined && run.trigger !== 'cycle')
      await paintFailed(deps, stores, { member, run, fault: 'domain', nextAttemptAt: undefined });
    await endReading(deps, stores, mailbox, unproved(deps, mailbox));
    return { kind: 'stopped', outcome: DONE };
  }
  if (await isAboutToBeRemoved(stores, member)) {
    await endReading(deps, stores, mailbox, mailbox.health);
    const dueAt = deps.clock.now().add(REMOVAL_LOOK);
    return { kind: 'stopped', outcome: { kind: 'again', dueAt, countsAsAttempt: false, reason: 'removal scheduled' } };
  }
  const reading = answer.reading ?? firstReading(deps);
  return { kind: 'held', held: { mailbox, member, seat, reading } };
}

/** How soon it is looked again whether a removal was called off. */
const REMOVAL_LOOK = { minutes: 30 } as const;

const REMOVING: readonly RemovalRequest['state'][] = ['scheduled', 'executing', 'failed'];

/** What was agreed to is not to grow until it is deleted. */
async function isAboutToBeRemoved({ removals }: Stores, { id }: Member): Promise<boolean> {
  const removal = await removals.openOf(id);
  return removal !== undefined && (removal.force !== undefined || REMOVING.includes(removal.state));
}

export function tooLate({ clock }: Pick<SyncDeps, 'clock'>): WorkOutcome {
  return { kind: 'again', dueAt: clock.now(), countsAsAttempt: false, reason: 'lease-lost' };
}

function isWanted({ desired }: Mailbox): boolean {
  switch (desired) {
    case 'enabled':
      return true;
    case 'paused':
    case 'disabled':
      return false;
    default:
      return unreachable(desired);
  }
}

/** The cursor stays, so that a mailbox that is wanted again goes on where it was. */
async function endReading({ clock }: SyncDeps, stores: Stores, mailbox: Mailbox, health: MailboxHealth): Promise<void> {
  const run = await stores.runs.unfinished(mailbox.id);
  if (run !== undefined) await stores.runs.replace(run, movedSyncRun(run, { kind: 'cancelled', at: clock.now() }));
  if (mailbox.nextSyncAt === undefined && mailbox.retryAt === undefined && mailbox.health === health) return;
  const resting = { ...mailbox, health, nextSyncAt: undefined, retryAt: undefined, version: mailbox.version + 1 };
  await stores.mailboxes.replace(mailbox, resting);
}

function unproved({ clock }: SyncDeps, { health }: Mailbox): MailboxHealth {
  if (health.kind === 'failing' && health.fault === 'domain') return health;
  const now = clock.now();
  return { kind: 'failing', fault: 'domain', since: now, checkedAt: now };
}

function firstReading({ clock, config }: SyncDeps): ReadingState {
  return {
    horizon: clock.now().subtract({ milliseconds: config.history.total('milliseconds') }),
    aliases: [],
    walk: 1,
    walkHasGaps: false,
    unavailableSince: undefined,
    paintedAt: undefined,
  };
}
