import { describe, expect, test } from 'vitest';
import { moveTerm, type TermEvent } from '../../../../core/seats/terms/term-moves.ts';
import { endOf, type TermState } from '../../../../core/seats/terms/term.ts';
import { NOW } from '../../../builders/ids.ts';
import { aTerm } from '../../../builders/seats.ts';
import { readDrawing } from '../../../drawing.ts';

const drawing = readDrawing('core/seats/terms/terms.md');

const STATES = {
  running: { state: 'running' },
  ended: { state: 'ended', at: NOW },
  replaced: { state: 'replaced', at: NOW },
  lifted: { state: 'lifted', at: NOW },
  moot: { state: 'moot', at: NOW },
} as const satisfies Record<TermState, object>;

const EVENTS = {
  warned: { kind: 'warned', days: [7] },
  ended: { kind: 'ended', at: NOW },
  replaced: { kind: 'replaced', at: NOW },
  lifted: { kind: 'lifted', at: NOW },
  moot: { kind: 'moot', at: NOW },
} as const satisfies Record<TermEvent['kind'], TermEvent>;

const WALK = Object.values(STATES).flatMap((state) =>
  Object.values(EVENTS).map((event) => ({ from: state.state, kind: event.kind, state, event })),
);

describe('a term', () => {
  test('is drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(STATES).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  test.each(WALK)('goes from $from by $kind where it is drawn', ({ from, kind, state, event }) => {
    const [drawn] = drawing.after(from, kind);

    const moved = moveTerm({ ...aTerm({ version: 3 }), ...state }, event);

    expect(moved).toMatchObject(
      drawn === undefined
        ? { ok: false, error: { kind: 'no-such-move', from, event: kind } }
        : { ok: true, value: { state: drawn, version: 4 } },
    );
  });

  test('that is told of twice remembers both warnings, each once', () => {
    const moved = moveTerm(aTerm({ warned: [7] }), { kind: 'warned', days: [7, 1] });

    expect(moved).toMatchObject({ value: { warned: [7, 1] } });
  });

  test.each([
    ['Europe/Berlin', '2026-03-31', '2026-03-31T22:00:00Z'],
    ['America/New_York', '2026-03-31', '2026-04-01T04:00:00Z'],
    ['UTC', '2026-12-31', '2027-01-01T00:00:00Z'],
  ])('ends in %s at the midnight after %s', (timeZone, day, end) => {
    const term = aTerm({ timeZone, endsOn: Temporal.PlainDate.from(day) });

    expect(endOf(term).toString()).toBe(end);
  });
});
