import { describe, expect, test } from 'vitest';
import { decodeEncodedWords } from '../../../core/relationships/encoded-words.ts';

describe('encoded words', () => {
  test.each([
    ['Jane Doe', 'Jane Doe'],
    ['=?utf-8?q?J=C3=A4ne_Doe?=', 'Jäne Doe'],
    ['=?ISO-8859-1?Q?J=E4ne?= Doe', 'Jäne Doe'],
    ['=?koi8-r?B?5M7F19PL?=', 'Дневск'],
    ['=?utf-8*de?Q?J=C3=A4ne?=', 'Jäne'],
    ['=?utf-8?Q?J=C3?= =?utf-8?Q?=A4ne?=', 'Jäne'],
    ['=?utf-8?Q?J?= =?iso-8859-1?Q?=E4ne?=', 'Jäne'],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['=?utf-8?Q?Jane Doe?=', 'Jane Doe'],
  ])('%j reads %j', (text, decoded) => {
    expect(decodeEncodedWords(text)).toBe(decoded);
  });

  test.each(['=?x-unknown?Q?J=E4ne?=', '=?utf-8?B?%%%?=', '=?utf-8?X?Jane?=', '=?utf-8?Q?Jane'])(
    '%j stays as it is written',
    (text) => {
      expect(decodeEncodedWords(text)).toBe(text);
    },
  );
});
