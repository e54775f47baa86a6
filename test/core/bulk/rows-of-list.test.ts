import { describe, expect, test } from 'vitest';
import { isSeveral, rowsOfList } from '../../../core/bulk/rows-of-list.ts';

function read(text: string): readonly string[] {
  return rowsOfList(text).map(
    ({ number, values, broken, remark }) =>
      `${number} ${values.fullName ?? ''} <${values.address ?? ''}>${remark === undefined ? '' : ' guessed'}${broken === undefined ? '' : ' broken'}`,
  );
}

describe('people written one after the other', () => {
  test.each([
    ['a.b@x.example, c@y.example', ['1 A B <a.b@x.example> guessed', '2 C <c@y.example> guessed']],
    ['a@x.example b@x.example', ['1 A <a@x.example> guessed', '2 B <b@x.example> guessed']],
    ['a@x.example Ada Lovelace b@x.example Bo Diddley', ['1 Ada Lovelace <a@x.example>', '2 Bo Diddley <b@x.example>']],
    ['Ada Lovelace <a@x.example>; "Bo" <b@x.example>', ['1 Ada Lovelace <a@x.example>', '2 Bo <b@x.example>']],
    ['Lovelace, Ada <a@x.example>\r\nb@x.example', ['1 Lovelace Ada <a@x.example>', '2 B <b@x.example> guessed']],
    [
      'ada.lovelace+crm@x.example,b_1@x.example',
      ['1 Ada Lovelace <ada.lovelace+crm@x.example> guessed', '2 B <b_1@x.example> guessed'],
    ],
    ['Ada,a@x.example,sync-only\nBo,b@x.example', ['1 Ada sync-only <a@x.example> broken', '2 Bo <b@x.example>']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('keep what is no address, so that it is refused and does not disappear', () => {
    expect(read('a@x.example, nobody, b@x.example')).toEqual([
      '1 A <a@x.example> guessed',
      '2 Nobody <nobody> guessed',
      '3 B <b@x.example> guessed',
    ]);
  });

  test('are several with two addresses and not with one', () => {
    expect(isSeveral('ada@x.example Ada Lovelace')).toBe(false);
    expect(isSeveral('ada@x.example Lovelace, Ada')).toBe(false);
    expect(isSeveral('ada@x.example, bo@x.example')).toBe(true);
  });
});
