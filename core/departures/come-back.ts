import { endDecommission } from '../decommissions/settle-deletion.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { isOver, withoutPause } from '../mailboxes/pauses/pause-moves.ts';
import { resumeLater } from '../mailboxes/pauses/pause-reading.ts';
import type { Member } from '../people/member.ts';
import { handedOver } from '../lists/list.ts';
import type { Stores } from '../transaction.ts';
import type { Departure } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import { movedDeparture } from './departure-moves.ts';

/** Their mailboxes, wanted as they were before. */
export type MailboxesBack = {
  /** Read on from where the reading stopped. */
  readonly goOn: number;
  /** Read from the beginning: there is no place any more to go on from. */
  readonly startOver: number;
  readonly paused: number;
};

export type CameBack = {
  readonly mailboxes: MailboxesBack;
  readonly lists: number;
  /** Personal mailboxes whose data was to be deleted; within the undo window nothing was. */
  readonly purged: number;
  /** The undo window was still open, so nothing was lost. */
  readonly isUndone: boolean;
};

/**
 * What a departure took and what can be given back: mailboxes are read again from where they stopped, their cursors and
 * copies are as they were; within the undo window lists come back too, unless somebody else has them by now.
 */
export async function comeBack(
  deps: Pick<DepartureDeps, 'ids' | 'clock' | 'audit'>,
  stores: Stores,
  member: Member,
): Promise<CameBack | undefined> {
  await endDecommission(deps, stores, member.id);
  const departure = (await stores.departures.ofMember(member.id)).findLast(hasLeft);
  if (departure === undefined) return undefined;
  const isUndone = departure.state === 'undoable';
  const mailboxes = await readAgain(deps, stores, departure);
  const lists = isUndone ? await returnLists(stores, departure) : 0;
  if (isUndone) {
    await stores.departures.replace(departure, movedDeparture(departure, { kind: 'undone', at: deps.clock.now() }));
    await stores.work.cancel(`departure.carry-out:${departure.id}`);
  }
  return { mailboxes, lists, purged: isUndone ? 0 : departure.plan.purges.length, isUndone };
}

function hasLeft({ state, plan }: Departure): boolean {
  return plan.kind === 'deactivate' && (state === 'undoable' || state === 'purging' || state === 'done');
}

/** What was deleted is not linked again by itself. */
async function readAgain(
  { ids, clock }: Pick<DepartureDeps, 'ids' | 'clock'>,
  stores: Stores,
  { state, undo, plan }: Departure,
): Promise<MailboxesBack> {
  const kept = undo.mailboxes.filter(({ id }) => state === 'undoable' || !plan.purges.includes(id));
  const back = { goOn: 0, startOver: 0, paused: 0 };
  for (const { id, desired } of kept) {
    const mailbox = await stores.mailboxes.get(id);
    if (mailbox === undefined || mailbox.desired !== 'disabled') continue;
    const next = asBefore(mailbox, desired, clock.now());
    back[becomes(mailbox, next.desired)] += 1;
    await stores.mailboxes.replace(mailbox, next);
    await resumeLater({ ids }, stores, next);
    if (next.desired !== 'enabled') continue;
    const payload = { accountId: mailbox.accountId, mailboxId: id };
    const key = `mailbox.sync:${id}`;
    await stores.work.add({ id: ids.next('work'), kind: 'mailbox.sync', key, payload, dueAt: clock.now() });
  }
  return back;
}

function becomes({ cursor }: Mailbox, desired: Mailbox['desired']): keyof MailboxesBack {
  if (desired !== 'enabled') return 'paused';
  return cursor === undefined ? 'startOver' : 'goOn';
}

/** What was paused stays paused, if the pause has not ended meanwhile. */
function asBefore(mailbox: Mailbox, desired: Mailbox['desired'], now: Temporal.Instant): Mailbox {
  const as = { ...mailbox, desired, version: mailbox.version + 1 };
  const hasEnded = mailbox.pauses.some((pause) => isOver(pause, now));
  const back = hasEnded ? withoutPause({ ...mailbox, desired }, (pause) => isOver(pause, now)) : as;
  return { ...back, nextSyncAt: back.desired === 'enabled' ? now : undefined };
}

async function returnLists({ lists }: Stores, { undo, consent, memberId }: Departure): Promise<number> {
  let returned = 0;
  for (const id of undo.lists) {
    const list = await lists.get(id);
    if (list === undefined || list.ownerId !== consent.by) continue;
    await lists.replace(list, handedOver(list, memberId));
    returned += 1;
  }
  return returned;
}
