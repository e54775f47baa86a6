import { describe, expect, test } from 'vitest';
import { moveRound, movedRound, ROUND_MOVES, type RoundEvent } from '../../../core/rounds/round-moves.ts';
import type { Round, RoundState } from '../../../core/rounds/round.ts';
import { NOW } from '../../builders/ids.ts';
import { aRoundBase } from '../../builders/rounds.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/rounds/rounds.md');
const base = aRoundBase({ version: 7 });

const ROUNDS = {
  running: { ...base, state: 'running' },
  finished: { ...base, state: 'finished', at: NOW },
} as const satisfies Record<RoundState, Round>;

const EVENTS = {
  'went-on': { kind: 'went-on' },
  finished: { kind: 'finished', at: NOW },
} as const satisfies Record<RoundEvent['kind'], RoundEvent>;

const PAIRS = Object.values(ROUNDS).flatMap((round) =>
  Object.values(EVENTS).map((event) => [round.state, event.kind, round, event] as const),
);

describe('the moves of a round', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    expect(drawing.states.toSorted()).toEqual(Object.keys(ROUNDS).toSorted());
  });

  test.each(PAIRS)('from %s by %s go where the drawing says, and nowhere else', (state, kind, round, event) => {
    const [drawn] = drawing.after(state, kind);

    const moved = moveRound(round, event);

    expect(ROUND_MOVES[kind].some((from) => from === state)).toBe(drawn !== undefined);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from: state, event: kind } }
        : { value: { id: round.id, state: drawn, version: 8 } },
    );
  });

  test('that the caller took for granted and that are not there are a bug', () => {
    expect(() => movedRound(ROUNDS.finished, EVENTS.finished)).toThrow('is finished and cannot take “finished”');
  });
});
