import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Departure, DepartureBase, DepartureState } from './departure.ts';

export type DepartureEvent =
  | { readonly kind: 'cancelled'; readonly by: Id<'member'> | undefined; readonly at: Temporal.Instant }
  | { readonly kind: 'begun'; readonly at: Temporal.Instant }
  /** Everything that can be taken back has been done; what cannot waits until then. */
  | { readonly kind: 'window-opened'; readonly at: Temporal.Instant; readonly purgeAt: Temporal.Instant }
  | { readonly kind: 'undone'; readonly at: Temporal.Instant }
  | { readonly kind: 'purge-begun'; readonly at: Temporal.Instant }
  | { readonly kind: 'finished'; readonly at: Temporal.Instant }
  /** Another consent takes its place: another day, or a removal, which does all of this and more. */
  | { readonly kind: 'superseded'; readonly at: Temporal.Instant };

export type DepartureMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: DepartureState;
  readonly event: DepartureEvent['kind'];
};

/** The table of departures.md: from which states an event may come. Everything else is refused. */
export const DEPARTURE_MOVES = {
  cancelled: ['scheduled'],
  begun: ['scheduled'],
  'window-opened': ['leaving'],
  undone: ['undoable'],
  'purge-begun': ['leaving', 'undoable'],
  finished: ['purging'],
  superseded: ['scheduled', 'undoable', 'purging'],
} as const satisfies Record<DepartureEvent['kind'], readonly DepartureState[]>;

export function moveDeparture(departure: Departure, event: DepartureEvent): Result<Departure, DepartureMoveRefused> {
  const from: readonly DepartureState[] = DEPARTURE_MOVES[event.kind];
  if (!from.includes(departure.state)) return err({ kind: 'no-such-move', from: departure.state, event: event.kind });
  return ok(moved(nextBase(departure), event));
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedDeparture(departure: Departure, event: DepartureEvent): Departure {
  const result = moveDeparture(departure, event);
  if (!result.ok) throw new Error(`Departure ${departure.id} is ${departure.state} and cannot take “${event.kind}”`);
  return result.value;
}

/** States in which something is still to be done, so that a member has one at most. */
export function isOpen({ state }: Departure): boolean {
  return state === 'scheduled' || state === 'leaving' || state === 'undoable' || state === 'purging';
}

function moved(base: DepartureBase, event: DepartureEvent): Departure {
  switch (event.kind) {
    case 'cancelled':
      return { ...base, state: 'cancelled', by: event.by, at: event.at };
    case 'begun':
      return { ...base, state: 'leaving', since: event.at };
    case 'window-opened':
      return { ...base, state: 'undoable', since: event.at, purgeAt: event.purgeAt };
    case 'undone':
      return { ...base, state: 'undone', at: event.at };
    case 'purge-begun':
      return { ...base, state: 'purging', since: event.at };
    case 'finished':
      return { ...base, state: 'done', at: event.at };
    case 'superseded':
      return { ...base, state: 'superseded', at: event.at };
    default:
      return unreachable(event);
  }
}

function nextBase({ id, accountId, memberId, plan, consent, steps, undo, version }: Departure): DepartureBase {
  return { id, accountId, memberId, plan, consent, steps, undo, version: version + 1 };
}
