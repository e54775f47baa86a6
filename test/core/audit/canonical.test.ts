import { isDeepStrictEqual } from 'node:util';
import { array, assert, constantFrom, dictionary, jsonValue, oneof, property, type JsonValue } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type CanonicalValue } from '../../../core/audit/canonical.ts';

describe('the canonical form', () => {
  test.each<[CanonicalValue, string]>([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ '\u20ac': 1, '\ud83d\ude00': 2, '\ufb33': 3, A: 4, a: 5, 1: 6 }, '{"1":6,"A":4,"a":5,"€":1,"😀":2,"\ufb33":3}'],
    [1e21, '1e+21'],
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '0'],
    [2n ** 64n, '"18446744073709551616"'],
    ['a"\n\u2028\ud800', String.raw`"a\"\n` + '\u2028' + String.raw`\ud800"`],
    [[], '[]'],
    [{}, '{}'],
  ])('is stable: case %#', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('does not depend on the order of names', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(canonical(value)));
      }),
    );
  });

  test('reads back as the same value', () => {
    assert(
      property(jsonValue(), (value) => {
        const text = canonicalJson(canonical(value));

        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is different for different values, however alike', () => {
    const atom = constantFrom('a', 'b', ',', '"', '","', '', '1', 1, 0, null, true, 'true');
    const alike = oneof(
      array(atom),
      dictionary(constantFrom('a', 'b', 'a":1,"b', ''), oneof(atom, array(atom)), { noNullPrototype: true }),
    );

    assert(
      property(alike, alike, (left, right) => {
        const isSame = canonicalJson(left) === canonicalJson(right);

        expect(isSame).toBe(isDeepStrictEqual(left, right));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole', Array.from({ length: 2 })],
    ['not a number', Number.NaN],
    ['infinity', Infinity],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a map', new Map([['a', 1]])],
    ['an instant', Temporal.Instant.fromEpochMilliseconds(0)],
  ])('does not exist for %s', (_what, value: unknown) => {
    // The compiler forbids these, so they are handed in behind its back.
    expect(() => Reflect.apply(canonicalJson, undefined, [value])).toThrow(TypeError);
  });
});

function canonical(value: JsonValue): CanonicalValue {
  return JSON.parse(JSON.stringify(value));
}

function reversed(value: JsonValue): CanonicalValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return canonical(value);
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, member]) => [name, reversed(member ?? null)]));
}
