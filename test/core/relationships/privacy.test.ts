import { describe, expect, test } from 'vitest';
import { mostRestrictive, PRIVACY_LEVELS, PRIVACY_MEANINGS, storable } from '../../../core/relationships/privacy.ts';

describe('a privacy level', () => {
  test.each(PRIVACY_LEVELS)('%s says in a sentence what colleagues see', (level) => {
    expect(PRIVACY_MEANINGS[level].sentence).toMatch(/^Your colleagues see .*\.$/);
  });

  test('yields to a more restrictive one', () => {
    expect(mostRestrictive(['share-all', 'participants-only', 'share-subjects'])).toBe('participants-only');
    expect(mostRestrictive(['share-subjects', 'share-all'])).toBe('share-subjects');
    expect(mostRestrictive(['share-all'])).toBe('share-all');
  });

  test('is the most restrictive one where nobody chose', () => {
    expect(mostRestrictive([])).toBe('participants-only');
  });
});

describe('what may be stored', () => {
  test.each([
    ['participants-only', 'headers', { subject: false, body: false }],
    ['participants-only', 'content', { subject: false, body: false }],
    ['share-subjects', 'headers', { subject: true, body: false }],
    ['share-subjects', 'content', { subject: true, body: false }],
    ['share-all', 'content', { subject: true, body: true }],
  ] as const)('at %s with access to %s is %j', (level, granted, parts) => {
    expect(storable(level, granted)).toEqual({ ok: true, value: parts });
  });

  test('is refused when the access cannot serve the level', () => {
    expect(storable('share-all', 'headers')).toEqual({
      ok: false,
      error: { kind: 'level-needs-content', level: 'share-all' },
    });
  });
});
