import { describe, expect, test } from 'vitest';
import {
  beginPrivacyChange,
  movePrivacyChange,
  PRIVACY_MOVES,
  type PrivacyEvent,
} from '../../../core/privacy/privacy-change-moves.ts';
import type { PrivacyChange, PrivacyChangeState } from '../../../core/privacy/privacy-change.ts';
import { PRIVACY_LEVELS } from '../../../core/relationships/privacy.ts';
import { NOW } from '../../builders/ids.ts';
import { aPrivacyChange } from '../../builders/rights.ts';
import { readDrawing } from '../../drawing.ts';

const base = aPrivacyChange();
const CHANGES: Record<PrivacyChangeState, PrivacyChange> = {
  purging: base,
  reading: { ...base, state: 'reading' },
  applied: { ...base, state: 'applied', at: NOW },
  superseded: { ...base, state: 'superseded', at: NOW },
};
const EVENTS: readonly PrivacyEvent[] = [
  { kind: 'purged', count: 7 },
  { kind: 'emptied', at: NOW },
  { kind: 'caught-up', at: NOW },
  { kind: 'superseded', at: NOW },
];
const drawing = readDrawing('core/privacy/privacy-changes.md');
const PAIRS = Object.values(CHANGES).flatMap((change) =>
  EVENTS.map((event) => [change.state, event.kind, change, event] as const),
);

describe('a change of a privacy level', () => {
  test.each(PAIRS)('%s and %s go where the drawing says', (from, kind, change, event) => {
    const moved = movePrivacyChange(change, event);

    const [to] = drawing.after(from, kind);
    const refused = { ok: false, error: { kind: 'no-such-move', from, event: kind } };
    expect(moved).toMatchObject(
      to === undefined ? refused : { ok: true, value: { state: to, version: change.version + 1 } },
    );
  });

  test('the drawing has all of its states and events and no others', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(CHANGES).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(PRIVACY_MOVES).toSorted());
  });

  test('what was deleted adds up', () => {
    const once = movePrivacyChange(base, { kind: 'purged', count: 7 });
    if (!once.ok) throw new Error('Refused');

    expect(movePrivacyChange(once.value, { kind: 'purged', count: 5 })).toMatchObject({ value: { purged: 12 } });
  });

  test('reads again exactly where subjects may be stored that might not before', () => {
    const readAgain = PRIVACY_LEVELS.flatMap((before) =>
      PRIVACY_LEVELS.filter((level) => beginPrivacyChange({ ...base, before, level }).state === 'reading').map(
        (level) => `${before} → ${level}`,
      ),
    );

    expect(readAgain).toEqual(['participants-only → share-all', 'participants-only → share-subjects']);
  });
});
