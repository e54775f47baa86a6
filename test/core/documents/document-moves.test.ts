import { describe, expect, test } from 'vitest';
import { moveDocument, type DocumentEvent } from '../../../core/documents/document-moves.ts';
import type { DocumentState } from '../../../core/documents/document.ts';
import { aDocumentBase, DOCUMENT_STATES } from '../../builders/documents.ts';
import { NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/documents/documents.md');
const STATES = DOCUMENT_STATES satisfies Record<DocumentState, { readonly state: DocumentState }>;
const EVENTS = {
  offered: { kind: 'offered', until: NOW },
  placed: { kind: 'placed', place: 'F2' },
  'sent-off': { kind: 'sent-off', at: NOW },
  arrived: { kind: 'arrived', at: NOW },
  declined: { kind: 'declined', at: NOW },
  expired: { kind: 'expired', at: NOW },
  absent: { kind: 'absent' },
  postponed: { kind: 'postponed' },
  failed: { kind: 'failed', because: 'unreachable', at: NOW },
} as const satisfies Record<DocumentEvent['kind'], DocumentEvent>;

const WALK = Object.values(STATES).flatMap((state) =>
  Object.values(EVENTS).map((event) => ({ from: state.state, kind: event.kind, state, event })),
);

describe('a document', () => {
  test('is drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(STATES).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  test.each(WALK)('goes from $from by $kind where it is drawn', ({ from, kind, state, event }) => {
    const [drawn] = drawing.after(from, kind);

    const moved = moveDocument({ ...aDocumentBase({ version: 3 }), ...state }, event);

    expect(moved).toMatchObject(
      drawn === undefined
        ? { ok: false, error: { kind: 'no-such-move', from, event: kind } }
        : { ok: true, value: { state: drawn, version: 4 } },
    );
  });

  test.each(WALK)('forgets what was asked for when $kind ends it from $from', ({ state, event }) => {
    const moved = moveDocument({ ...aDocumentBase(), ...state }, event);
    const isOver = moved.ok && ['handed', 'declined', 'expired', 'failed'].includes(moved.value.state);

    expect(isOver && 'call' in moved.value).toBe(false);
  });
});
