import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cutText,
  shortenText,
  untrustedLabel,
  untrustedLines,
  untrustedText,
} from '../../../core/views/untrusted-text.ts';
import { HOSTILE } from '../../fixtures/hostile-text.ts';

describe('text from a stranger', () => {
  test.each([
    [HOSTILE.rightToLeftOverride, 'invoicefdp.exe'],
    [HOSTILE.zeroWidth, 'paypal.example'],
    [HOSTILE.control, 'bell escape[31mred null'],
    [HOSTILE.newlines, 'first line Bcc: victim@example.com second'],
    [HOSTILE.loneSurrogate, 'broken pair'],
    [HOSTILE.emoji, HOSTILE.emoji],
    ['Zoë  O’Neill\t李小龍', 'Zoë O’Neill 李小龍'],
    [' beside another ', ' beside another '],
  ])('%j reads %j', (text, visible) => {
    expect(untrustedText(text)).toBe(visible);
  });

  test('never holds a line break or a hidden character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(untrustedText(text)).not.toMatch(/(?!\u200D)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });

  test('is the same when it is cleaned twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(untrustedText(untrustedText(text))).toBe(untrustedText(text));
      }),
    );
  });

  test('keeps the lines of a multi-line field', () => {
    expect(untrustedLines('one \r\n\u202Etwo\u2028three\n')).toBe('one\ntwo\nthree');
  });
});

describe('a label', () => {
  test.each(['', ' ', '\u200B\u2060', '\u200D'])('made of %j is not empty', (text) => {
    expect(untrustedLabel(text, 75)).toBe('(no text)');
  });

  test('is trimmed and cut', () => {
    expect(untrustedLabel('  Approve the seat ', 10)).toBe('Approve t…');
  });
});

describe('cutting', () => {
  test('leaves a text that fits alone', () => {
    expect(cutText('ten letter', 10)).toBe('ten letter');
  });

  test('never splits what a reader sees as one character', () => {
    expect(cutText('ab👨‍👩‍👧‍👦cd', 12)).toBe('ab…');
  });

  test('says in words that a text was shortened', () => {
    expect(shortenText('a long reason for a seat', 20)).toBe('a long… (shortened)');
  });

  test('never exceeds the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 15, max: 40 }), (text, limit) => {
        expect(shortenText(text, limit).length).toBeLessThanOrEqual(limit);
        expect(cutText(text, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
