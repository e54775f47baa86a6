import { describe, expect, test } from 'vitest';
import { displayName } from '../../../core/relationships/display-name.ts';

const ADDRESS = 'jane@acme.example';

describe('the name of a person', () => {
  test.each([
    ['Jane Doe', 'Jane Doe'],
    ['  Jane \t Doe ', 'Jane Doe'],
    ['"Jane Doe"', 'Jane Doe'],
    ["'Jane Doe'", 'Jane Doe'],
    ["Jane O'Neil", "Jane O'Neil"],
    ['Jane Doe via Board', 'Jane Doe'],
    ["'Jane Doe' via Board", 'Jane Doe'],
    ['Jane Doe on behalf of Acme', 'Jane Doe'],
    ['[Board] Jane Doe', 'Jane Doe'],
    ['Jane Doe (Acme)', 'Jane Doe'],
    ['Jane\u202e eoD', 'Jane eoD'],
    ['Доу Джейн', 'Доу Джейн'],
    ['Olivia Via', 'Olivia Via'],
  ])('in %j is %j', (raw, name) => {
    expect(displayName(raw, ADDRESS)).toBe(name);
  });

  test.each([
    undefined,
    '',
    '""',
    'jane',
    'JANE',
    ADDRESS,
    'Jane@Acme.example',
    '12345',
    '[Board]',
    '=?x-unknown?B?SmFuZQ==?=',
  ])('is not in %j', (raw) => {
    expect(displayName(raw, ADDRESS)).toBeUndefined();
  });

  test('is cut where it is no longer a name', () => {
    expect(displayName('Jane '.repeat(100), ADDRESS)?.length).toBeLessThanOrEqual(120);
  });
});
