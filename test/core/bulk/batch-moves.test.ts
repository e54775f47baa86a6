import { describe, expect, test } from 'vitest';
import { BATCH_MOVES, moveBatch, movedBatch, type BatchEvent } from '../../../core/bulk/batch-moves.ts';
import type { Batch, BatchState } from '../../../core/bulk/batch.ts';
import { aBatchBase } from '../../builders/batches.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/bulk/batches.md');
const base = aBatchBase({ version: 7 });

const upload = {
  from: { surface: 'chat', workspace: 'acme', user: 'ada' },
  reference: 'F1',
  defaults: {
    seatType: 'sync-only',
    privacy: 'share-subjects',
    team: undefined,
    mailSystem: undefined,
    end: undefined,
  },
} as const;

const BATCHES = {
  fetching: { ...base, state: 'fetching', upload },
  draft: { ...base, state: 'draft', expiresAt: NOW },
  inviting: { ...base, state: 'inviting', consent: undefined },
  checking: { ...base, state: 'checking', goesOnAt: NOW },
  'awaiting-acknowledgement': { ...base, state: 'awaiting-acknowledgement', quoteId: ids.next('quote') },
  'awaiting-approval': { ...base, state: 'awaiting-approval', requestId: ids.next('request') },
  settling: { ...base, state: 'settling' },
  finished: { ...base, state: 'finished', at: NOW },
  cancelled: { ...base, state: 'cancelled', at: NOW },
  expired: { ...base, state: 'expired', at: NOW },
} as const satisfies Record<BatchState, Batch>;

const EVENTS = {
  fetched: { kind: 'fetched', expiresAt: NOW },
  confirmed: { kind: 'confirmed', consent: undefined },
  invited: { kind: 'invited', goesOnAt: NOW },
  priced: { kind: 'priced', quoteId: ids.next('quote') },
  reopened: { kind: 'reopened', goesOnAt: NOW },
  asked: { kind: 'asked', requestId: ids.next('request') },
  changed: { kind: 'changed', requestId: ids.next('request') },
  settled: { kind: 'settled' },
  finished: { kind: 'finished', at: NOW },
  cancelled: { kind: 'cancelled', at: NOW },
  expired: { kind: 'expired', at: NOW },
} as const satisfies Record<BatchEvent['kind'], BatchEvent>;

const PAIRS = Object.values(BATCHES).flatMap((batch) =>
  Object.values(EVENTS).map((event) => [batch.state, event.kind, batch, event] as const),
);

describe('the moves of a batch', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    expect(drawing.states.toSorted()).toEqual(Object.keys(BATCHES).toSorted());
  });

  test.each(PAIRS)('from %s by %s go where the drawing says, and nowhere else', (state, kind, batch, event) => {
    const [drawn] = drawing.after(state, kind);

    const moved = moveBatch(batch, event);

    expect(BATCH_MOVES[kind].some((from) => from === state)).toBe(drawn !== undefined);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from: state, event: kind } }
        : { value: { id: batch.id, state: drawn, version: 8 } },
    );
  });

  test('that the caller took for granted and that are not there are a bug', () => {
    expect(() => movedBatch(BATCHES.finished, EVENTS.priced)).toThrow('is finished and cannot take “priced”');
  });
});
