import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise } from '../../../core/commands/tokenise.ts';

const texts = (typed: string) => tokenise(typed).map(({ text }) => text);

describe('typed words', () => {
  test.each([
    ['invite ada@acme.example', ['invite', 'ada@acme.example']],
    ['  invite\u00a0ada\t\nlovelace  ', ['invite', 'ada', 'lovelace']],
    ['invite "Ada Lovelace"', ['invite', 'Ada Lovelace']],
    ['invite “Ada Lovelace”', ['invite', 'Ada Lovelace']],
    ['invite „Ada Lovelace“', ['invite', 'Ada Lovelace']],
    ['invite «Ada Lovelace»', ['invite', 'Ada Lovelace']],
    ['invite “Ada Lovelace" now', ['invite', 'Ada Lovelace', 'now']],
    ['invite Miriam O’Neill', ['invite', 'Miriam', 'O’Neill']],
    ["invite Miriam O'Neill", ['invite', 'Miriam', "O'Neill"]],
    ['reject 12 "never closed and on', ['reject', '12', 'never closed and on']],
    ['""', ['']],
    ['list team:"Deal Desk" all', ['list', 'team:Deal Desk', 'all']],
    ['list team:“Deal Desk”', ['list', 'team:Deal Desk']],
    ['show <@U123|ada>', ['show', '@U123']],
    ['show <@U123>', ['show', '@U123']],
    ['invite <mailto:ada@acme.example|ada@acme.example>', ['invite', 'ada@acme.example']],
    ['domain add <https://acme.example|acme.example>', ['domain', 'add', 'acme.example']],
    ['domain add <http://acme.example>', ['domain', 'add', 'acme.example']],
    ['invite ada\u200b \ufeff@acme.example', ['invite', 'ada', '@acme.example']],
    ['reject 12 👩‍🚀 لا', ['reject', '12', '👩‍🚀', 'لا']],
    ['', []],
    [' \u00a0 ', []],
  ])('%j are %j', (typed, words) => {
    expect(texts(typed)).toEqual(words);
  });

  test('in quotes are marked, so that they are never read as an option', () => {
    expect(tokenise('"type:full" type:full')).toEqual([
      { text: 'type:full', quoted: true },
      { text: 'type:full', quoted: false },
    ]);
  });

  test('of any text have no space inside, unless they were quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const bare = tokenise(typed).filter(({ text, quoted }) => !quoted && !text.includes(':'));

        expect(bare.filter(({ text }) => !/^\S+$/u.test(text))).toEqual([]);
      }),
    );
  });

  test('are what was joined, however they are quoted', () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}.@’'_-]{1,12}$/u);
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const quotes = fc.constantFrom(['"', '"'], ['“', '”'], ['„', '“'], ['«', '»']);

    fc.assert(
      fc.property(fc.array(fc.tuple(phrase, quotes), { maxLength: 5 }), (said) => {
        const typed = said.map(([words, [open, close]]) => `${open}${words}${close}`).join(' ');

        expect(texts(typed)).toEqual(said.map(([words]) => words));
      }),
    );
  });
});
