import { describe, expect, test } from 'vitest';
import {
  DEPARTURE_MOVES,
  isOpen,
  moveDeparture,
  movedDeparture,
  type DepartureEvent,
} from '../../../core/departures/departure-moves.ts';
import type { Departure, DepartureState } from '../../../core/departures/departure.ts';
import { aScheduledDeparture } from '../../builders/departures.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/departures/departures.md');
const { state: _, dueAt: __, ...base } = aScheduledDeparture({ version: 7 });
const by = ids.next('member');

const DEPARTURES = {
  scheduled: { ...base, state: 'scheduled', dueAt: NOW },
  leaving: { ...base, state: 'leaving', since: NOW },
  undoable: { ...base, state: 'undoable', since: NOW, purgeAt: NOW },
  purging: { ...base, state: 'purging', since: NOW },
  done: { ...base, state: 'done', at: NOW },
  cancelled: { ...base, state: 'cancelled', by, at: NOW },
  undone: { ...base, state: 'undone', at: NOW },
  superseded: { ...base, state: 'superseded', at: NOW },
} as const satisfies Record<DepartureState, Departure>;

const EVENTS = {
  cancelled: { kind: 'cancelled', by, at: NOW },
  begun: { kind: 'begun', at: NOW },
  'window-opened': { kind: 'window-opened', at: NOW, purgeAt: NOW },
  undone: { kind: 'undone', at: NOW },
  'purge-begun': { kind: 'purge-begun', at: NOW },
  finished: { kind: 'finished', at: NOW },
  superseded: { kind: 'superseded', at: NOW },
} as const satisfies Record<DepartureEvent['kind'], DepartureEvent>;

const PAIRS = Object.values(DEPARTURES).flatMap((departure) =>
  Object.values(EVENTS).map((event) => [departure.state, event.kind, departure, event] as const),
);

describe('the moves of a departure', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    expect(drawing.states.toSorted()).toEqual(Object.keys(DEPARTURES).toSorted());
  });

  test.each(PAIRS)('from %s by %s go where the drawing says, and nowhere else', (state, kind, departure, event) => {
    const [drawn] = drawing.after(state, kind);

    const moved = moveDeparture(departure, event);

    expect(moved.ok ? moved.value.state : undefined).toBe(drawn);
    expect(DEPARTURE_MOVES[kind].some((from) => from === state)).toBe(drawn !== undefined);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from: state, event: kind } }
        : { value: { id: departure.id, plan: departure.plan, version: 8 } },
    );
  });

  test('that the caller took for granted and that are not there are a bug', () => {
    expect(() => movedDeparture(DEPARTURES.done, EVENTS.undone)).toThrow('is done and cannot take “undone”');
  });

  test.each(Object.values(DEPARTURES))('leave one that is $state open only if an event can still come', (departure) => {
    const canMove = drawing.events.some((event) => drawing.after(departure.state, event).length > 0);

    expect(isOpen(departure)).toBe(canMove);
  });
});
