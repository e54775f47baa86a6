import { describe, expect, test } from 'vitest';
import {
  DECOMMISSION_MOVES,
  moveDecommission,
  movedDecommission,
  stepOf,
  type DecommissionEvent,
} from '../../../core/decommissions/decommission-moves.ts';
import {
  DECOMMISSION_STEPS,
  type Decommission,
  type DecommissionState,
} from '../../../core/decommissions/decommission.ts';
import { aDecommission } from '../../builders/decommissions.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/decommissions/decommissions.md');
const base = aDecommission({ version: 7 });
const by = { by: ids.next('member'), at: NOW };
const settling = { ...by, outcome: 'not-possible', note: 'Nobody has the password' } as const;

const DECOMMISSIONS = {
  'disable-sync': base,
  'remove-add-in': { ...base, state: 'remove-add-in', asked: undefined },
  'reset-mailbox': { ...base, state: 'reset-mailbox' },
  delete: { ...base, state: 'delete' },
  'manual-folders': { ...base, state: 'manual-folders' },
  done: { ...base, state: 'done', at: NOW },
  abandoned: { ...base, ...by, state: 'abandoned', reason: 'Stays after all' },
  'came-back': { ...base, state: 'came-back', at: NOW },
} as const satisfies Record<DecommissionState, Decommission>;

const EVENTS = {
  disabled: { ...by, kind: 'disabled', stopped: [{ id: ids.next('mailbox'), desired: 'enabled' }] },
  'owner-asked': { ...by, kind: 'owner-asked' },
  'add-in-settled': { ...settling, kind: 'add-in-settled' },
  reset: { ...by, kind: 'reset', counts: { mailboxes: 1, links: 2 } },
  deleted: { ...by, kind: 'deleted' },
  'folders-settled': { ...settling, kind: 'folders-settled' },
  abandoned: { ...by, kind: 'abandoned', reason: 'Stays after all' },
  'came-back': { kind: 'came-back', at: NOW },
} as const satisfies Record<DecommissionEvent['kind'], DecommissionEvent>;

const PAIRS = Object.values(DECOMMISSIONS).flatMap((decommission) =>
  Object.values(EVENTS).map((event) => [decommission.state, event.kind, decommission, event] as const),
);

describe('the moves of a decommissioning', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    expect(drawing.states.toSorted()).toEqual(Object.keys(DECOMMISSIONS).toSorted());
  });

  test.each(PAIRS)('from %s by %s go where the drawing says, and nowhere else', (state, kind, decommission, event) => {
    const [drawn] = drawing.after(state, kind);

    const moved = moveDecommission(decommission, event);

    expect(moved.ok ? moved.value.state : undefined).toBe(drawn);
    expect(DECOMMISSION_MOVES[kind].some((from) => from === state)).toBe(drawn !== undefined);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from: state, event: kind } }
        : { value: { id: decommission.id, memberId: decommission.memberId, version: 8 } },
    );
  });

  test('that the caller took for granted and that are not there are a bug', () => {
    expect(() => movedDecommission(DECOMMISSIONS.done, EVENTS.deleted)).toThrow('is at done and cannot take “deleted”');
  });

  test.each(Object.values(DECOMMISSIONS))('leave a step to do at $state only if an event can still come', (each) => {
    const canMove = drawing.events.some((event) => drawing.after(each.state, event).length > 0);

    expect(stepOf(each) !== undefined).toBe(canMove);
  });

  test('settle every step once, in the order of the article', () => {
    const events = [EVENTS.disabled, EVENTS['add-in-settled'], EVENTS.reset, EVENTS.deleted, EVENTS['folders-settled']];

    const done = events.reduce<Decommission>((before, event) => movedDecommission(before, event), base);

    expect(done.settled.map(({ step }) => step)).toEqual(DECOMMISSION_STEPS);
    expect(done.settled.map(({ outcome }) => outcome)).toEqual([
      'done',
      'not-possible',
      'done',
      'done',
      'not-possible',
    ]);
    expect(done.settled[2]?.counts).toEqual({ mailboxes: 1, links: 2 });
  });
});
