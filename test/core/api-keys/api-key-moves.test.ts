import { describe, expect, test } from 'vitest';
import { keyStandingOf, movedApiKey } from '../../../core/api-keys/api-key-moves.ts';
import { REVOKED_BECAUSE, type ApiKey } from '../../../core/api-keys/api-key.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { anApiKey } from '../../builders/records.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/api-keys/api-keys.md');
const active = anApiKey({ memberId: ids.next('member') });
const KEYS = {
  active,
  revoked: { ...active, state: 'revoked', because: 'manual', at: NOW },
} as const satisfies Record<ApiKey['state'], ApiKey>;

describe('an API key', () => {
  test('has the states and events of its drawing', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(KEYS).toSorted());
    expect(drawing.events.toSorted()).toEqual([...REVOKED_BECAUSE].toSorted());
  });

  const pairs = Object.values(KEYS).flatMap((key) => REVOKED_BECAUSE.map((kind) => [key, kind] as const));
  test.each(pairs)('moves as drawn: %o, %s', (key, kind) => {
    const moved = movedApiKey(key, { kind, at: NOW });

    const [drawn] = drawing.after(key.state, kind);
    expect(moved.ok ? moved.value.state : undefined).toBe(drawn);
    expect(moved.ok ? moved.value : KEYS.revoked).toMatchObject({ because: moved.ok ? kind : 'manual' });
    expect(moved).toMatchObject(moved.ok ? { value: { version: key.version + 1 } } : { error: { key } });
  });

  test.each([
    ['none', []],
    ['active', [active, KEYS.revoked]],
    ['required', [{ ...KEYS.revoked, because: 'deactivated' as const }, KEYS.revoked]],
    ['none', [KEYS.revoked, { ...KEYS.revoked, because: 'deactivated' as const }]],
  ] as const)('its owner has %s by the newest of their keys', (standing, keys) => {
    expect(keyStandingOf(keys)).toBe(standing);
  });
});
