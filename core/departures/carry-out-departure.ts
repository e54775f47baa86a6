import { settleDeletion } from '../decommissions/settle-deletion.ts';
import type { Id } from '../ids.ts';
import { lockManagers } from '../people/lock-managers.ts';
import { unreachable } from '../result.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome, WorkPayload } from '../work/work.ts';
import type { Departure, DepartureStep } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import { tellDeactivated, tellNotDeactivated, tellPurged } from './departure-notices.ts';
import { isOpen, movedDeparture, type DepartureEvent } from './departure-moves.ts';
import { holdOn } from './legal-hold.ts';
import { refusedOnItsDay, type RefusedOnItsDay } from './refused-on-its-day.ts';
import { nextOf, runStep } from './run-step.ts';

export type CarryOutDeparture = (
  payload: WorkPayload<'departure.carry-out'>,
  signal: AbortSignal,
) => Promise<WorkOutcome>;

/** What can be taken back, and what cannot. */
const AT_ONCE = ['access', 'api-key', 'lists', 'seat'] as const satisfies readonly DepartureStep[];
const FOR_GOOD = ['mail', 'close'] as const satisfies readonly DepartureStep[];

/** How soon it is looked again whether whatever holds a purge up is over. */
const LOOK_AGAIN = Temporal.Duration.from({ hours: 1 });

const DONE: WorkOutcome = { kind: 'done' };

/** Carries a departure out, one step or one batch in a transaction; a worker that takes over goes on where the last one was. */
export function createCarryOutDeparture(
  deps: DepartureDeps & { readonly transaction: Transaction },
): CarryOutDeparture {
  return async ({ accountId, departureId }, signal) => {
    while (!signal.aborted) {
      const outcome = await deps.transaction.run(accountId, (stores) => goOn(deps, stores, departureId));
      if (outcome !== undefined) return outcome;
    }
    return { kind: 'again', dueAt: deps.clock.now(), countsAsAttempt: false, reason: 'stopped' };
  };
}

/** All that can be taken back, in the transaction of the consent; what cannot is left to the worker. */
export async function leaveAtOnce(deps: DepartureDeps, stores: Stores, departure: Departure): Promise<Departure> {
  let current = departure;
  for (let step = nextOf(AT_ONCE, current); step !== undefined; step = nextOf(AT_ONCE, current))
    current = await runStep(deps, stores, current, step);
  const left = await move(stores, current, afterLeaving(deps, current));
  await settleDeletion(deps, stores, left);
  if (left.state === 'undoable') await tellDeactivated(deps, stores, left, { toActor: false });
  return left;
}

/** Undefined while there is more to do right away. */
async function goOn(
  deps: DepartureDeps,
  stores: Stores,
  departureId: Id<'departure'>,
): Promise<WorkOutcome | undefined> {
  const departure = await stores.departures.get(departureId);
  if (departure === undefined) return DONE;
  const at = deps.clock.now();
  if (await isHeldUp(stores, departure)) return later(at.add(LOOK_AGAIN), 'legal hold');
  switch (departure.state) {
    case 'scheduled':
      if (isBefore(at, departure.dueAt)) return later(departure.dueAt, 'not due');
      return await beginOnItsDay(deps, stores, departure);
    case 'leaving': {
      const step = nextOf(AT_ONCE, departure);
      if (step === undefined) await hasLeft(deps, stores, departure);
      else await runStep(deps, stores, departure, step);
      return undefined;
    }
    case 'undoable':
      return await afterWindow(stores, departure, at);
    case 'purging': {
      const step = nextOf(FOR_GOOD, departure);
      if (step !== undefined) await runStep(deps, stores, departure, step);
      else await tellPurged(deps, stores, await move(stores, departure, { kind: 'finished', at }));
      return step === undefined ? DONE : undefined;
    }
    case 'done':
    case 'cancelled':
    case 'undone':
    case 'superseded':
      return DONE;
    default:
      return unreachable(departure);
  }
}

/** What was in order when the day was chosen may not be any more: then nothing is done and whoever chose it is told. */
async function beginOnItsDay(
  deps: DepartureDeps,
  stores: Stores,
  departure: Departure,
): Promise<WorkOutcome | undefined> {
  const at = deps.clock.now();
  const account = await stores.accounts.get();
  await lockManagers(stores, account);
  const refused = await refusedOnItsDay(stores, account, departure);
  if (refused === undefined) {
    const begun = await move(stores, departure, { kind: 'begun', at });
    // Under the same lock: whoever is looked at next is not to count somebody who is leaving among those who manage.
    await runStep(deps, stores, begun, 'access');
    return undefined;
  }
  await move(stores, departure, { kind: 'cancelled', by: undefined, at });
  await auditRefused(deps, stores, departure, refused);
  await tellNotDeactivated(deps, stores, departure, refused);
  return DONE;
}

async function auditRefused(
  { audit, clock }: DepartureDeps,
  stores: Stores,
  { id, accountId, memberId }: Departure,
  { kind: because }: RefusedOnItsDay,
): Promise<void> {
  await audit(stores, accountId, {
    kind: 'departure.cancelled',
    at: clock.now(),
    actor: { kind: 'job', job: 'departure.carry-out' },
    subject: { kind: 'departure', id },
    facts: { member: memberId, because },
    personal: [],
  });
}

async function afterWindow(
  stores: Stores,
  departure: Extract<Departure, { state: 'undoable' }>,
  at: Temporal.Instant,
): Promise<WorkOutcome | undefined> {
  if (isBefore(at, departure.purgeAt)) return later(departure.purgeAt, 'undo window');
  if (await isComingBack(stores, departure)) return later(at.add(LOOK_AGAIN), 'reactivation under way');
  if ((await holdOn(stores, departure.memberId)) !== undefined) return later(at.add(LOOK_AGAIN), 'legal hold');
  await move(stores, departure, { kind: 'purge-begun', at });
  return undefined;
}

async function hasLeft(deps: DepartureDeps, stores: Stores, departure: Departure): Promise<void> {
  const left = await move(stores, departure, afterLeaving(deps, departure));
  await settleDeletion(deps, stores, left);
  if (left.state === 'undoable') await tellDeactivated(deps, stores, left, { toActor: true });
}

/** Removal was decided after a cool-off of its own; what it deletes does not wait again. */
function afterLeaving({ clock, leaving }: DepartureDeps, { plan }: Departure): DepartureEvent {
  const at = clock.now();
  if (plan.kind === 'remove') return { kind: 'purge-begun', at };
  return { kind: 'window-opened', at, purgeAt: at.add({ milliseconds: leaving.undoWindow.total('milliseconds') }) };
}

/** A hold keeps what would be deleted, and so the whole of a removal. */
async function isHeldUp(stores: Stores, departure: Departure): Promise<boolean> {
  if (!isOpen(departure) || (await holdOn(stores, departure.memberId)) === undefined) return false;
  return departure.plan.kind === 'remove' || departure.state === 'purging';
}

async function isComingBack({ seats }: Stores, { memberId }: Departure): Promise<boolean> {
  const seat = await seats.ofMember(memberId);
  return seat !== undefined && isUnderway(seat);
}

async function move({ departures }: Stores, departure: Departure, event: DepartureEvent): Promise<Departure> {
  const next = movedDeparture(departure, event);
  await departures.replace(departure, next);
  return next;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}

function later(dueAt: Temporal.Instant, reason: string): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason };
}
