import { describe, expect, test } from 'vitest';
import {
  moveProvisioning,
  PROVISIONING_MOVES,
  type ProvisioningEvent,
} from '../../../core/provisioning/provisioning-moves.ts';
import type { ProvisioningRule } from '../../../core/provisioning/provisioning.ts';
import { NOW } from '../../builders/ids.ts';
import { aProvisioningRule } from '../../builders/provisioning.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/provisioning/provisioning.md');
const on = aProvisioningRule({ version: 7 });
const { accountId: _, claimId: __, domain: ___, version: ____, state: _____, ...terms } = on;

const RULES = {
  on,
  off: { ...on, state: 'off', at: NOW },
  halted: { ...on, state: 'halted', at: NOW, because: 'domain' },
} as const satisfies Record<ProvisioningRule['state'], ProvisioningRule>;

const EVENTS = {
  set: { kind: 'set', terms: { ...terms, perDay: 9 } },
  'turned-off': { kind: 'turned-off', at: NOW },
  halted: { kind: 'halted', at: NOW, because: 'may-not-invite' },
} as const satisfies Record<ProvisioningEvent['kind'], ProvisioningEvent>;

const PAIRS = Object.values(RULES).flatMap((rule) =>
  Object.values(EVENTS).map((event) => [rule.state, event.kind, rule, event] as const),
);

describe('the moves of provisioning', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    expect(drawing.states.toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  test.each(PAIRS)('from %s by %s go where the drawing says, and nowhere else', (state, kind, rule, event) => {
    const [drawn] = drawing.after(state, kind);

    const moved = moveProvisioning(rule, event);

    expect(PROVISIONING_MOVES[kind].some((from) => from === state)).toBe(drawn !== undefined);
    expect(moved).toMatchObject(
      drawn === undefined
        ? { error: { kind: 'no-such-move', from: state } }
        : { value: { state: drawn, claimId: rule.claimId, version: 8 } },
    );
  });
});
