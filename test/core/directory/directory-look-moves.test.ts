import { describe, expect, test } from 'vitest';
import { moveLook, type DirectoryLookEvent } from '../../../core/directory/directory-look-moves.ts';
import type { DirectoryLookState } from '../../../core/directory/directory-look.ts';
import { aLook, aLookBase, LOOK_STATES } from '../../builders/directory.ts';
import { NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/directory/directory-looks.md');
const STATES = LOOK_STATES satisfies Record<DirectoryLookState, { readonly state: DirectoryLookState }>;
const EVENTS = {
  page: { kind: 'page', next: undefined, at: NOW },
  refused: { kind: 'refused', at: NOW },
  restarted: { kind: 'restarted' },
  failed: { kind: 'failed', because: 'not-permitted', at: NOW },
  forgotten: { kind: 'forgotten', at: NOW },
} as const satisfies Record<DirectoryLookEvent['kind'], DirectoryLookEvent>;

const WALK = Object.values(STATES).flatMap((state) =>
  Object.values(EVENTS).map((event) => ({ from: state.state, kind: event.kind, state, event })),
);

describe('a directory look', () => {
  test('is drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(STATES).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  test.each(WALK)('goes from $from by $kind where it is drawn', ({ from, kind, state, event }) => {
    const moved = moveLook({ ...aLookBase({ version: 3 }), ...state }, event);

    expect(moved.ok).toBe(drawing.after(from, kind).length > 0);
    expect(moved.ok ? drawing.after(from, kind) : [from]).toContain(moved.ok ? moved.value.state : from);
    expect(moved).toMatchObject(
      moved.ok ? { value: { version: 4 } } : { error: { kind: 'no-such-move', from, event: kind } },
    );
  });

  test('reads a listing to its end, then the next one from its beginning, and remembers who refused', () => {
    const [google, microsoft] = [
      { provider: 'google', domain: 'acme.example' },
      { provider: 'microsoft', domain: 'acme.example' },
    ] as const;
    const base = { ...aLook(), left: [google, microsoft], cursor: 'p1' };

    const more = moveLook(base, { kind: 'page', next: 'p2', at: NOW });
    const other = moveLook(base, { kind: 'page', next: undefined, at: NOW });
    const refused = moveLook(base, { kind: 'refused', at: NOW });
    const anew = moveLook(base, { kind: 'restarted' });

    expect(more).toMatchObject({ value: { state: 'reading', left: [google, microsoft], cursor: 'p2' } });
    expect(other).toMatchObject({ value: { left: [microsoft], cursor: undefined, refused: undefined } });
    expect(refused).toMatchObject({ value: { left: [microsoft], cursor: undefined, refused: 'google' } });
    expect(anew).toMatchObject({ value: { left: [google, microsoft], cursor: undefined } });
  });
});
