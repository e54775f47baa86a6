import emailAddresses from 'email-addresses';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddressList } from '../../../core/relationships/address-list.ts';
import { readCorpus } from './corpus.ts';

describe('an address header', () => {
  test.each<[string, ReturnType<typeof parseAddressList>]>([
    ['jane@example.org', [{ address: 'jane@example.org' }]],
    ['Jane Doe <jane@example.org>', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    [
      '"Doe, Jane" <jane@example.org>, bob@example.org',
      [{ name: 'Doe, Jane', address: 'jane@example.org' }, { address: 'bob@example.org' }],
    ],
    ['jane@example.org (Jane Doe)', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    ['Jane (at work (upstairs)) Doe <jane@example.org>', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    ['"Jane \\"JD\\" Doe" <jane@example.org>', [{ name: 'Jane "JD" Doe', address: 'jane@example.org' }]],
    [
      'Board: Jane <jane@example.org>, bob@example.org;, eve@example.org',
      [{ name: 'Jane', address: 'jane@example.org' }, { address: 'bob@example.org' }, { address: 'eve@example.org' }],
    ],
    ['undisclosed-recipients:;', []],
    ['<@relay.example,@other.example:jane@example.org>', [{ address: 'jane@example.org' }]],
    ['<mailto:jane@example.org>', [{ address: 'jane@example.org' }]],
    ['Jane\r\n\tDoe <jane@example.org>', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    ['=?utf-8?Q?J=C3=A4ne_Doe?= <jane@example.org>', [{ name: 'Jäne Doe', address: 'jane@example.org' }]],
    ['"=?iso-8859-1?B?SuRuZSwgRG9l?=" <jane@example.org>', [{ name: 'Jäne, Doe', address: 'jane@example.org' }]],
  ])('reads %j', (header, expected) => {
    expect(parseAddressList(header)).toEqual(expected);
  });

  test.each<[string, ReturnType<typeof parseAddressList>]>([
    ['Jane Doe jane@example.org', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    ['Jane Doe <jane@example.org', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    [
      'Jane <jane@example.org, Bob <bob@example.org>',
      [
        { name: 'Jane', address: 'jane@example.org' },
        { name: 'Bob', address: 'bob@example.org' },
      ],
    ],
    ['<<jane@example.org>>', [{ address: 'jane@example.org' }]],
    ['"Jane"jane@example.org', [{ name: 'Jane', address: 'jane@example.org' }]],
    [
      '"Jane <jane@example.org>, bob@example.org',
      [{ name: 'Jane', address: 'jane@example.org' }, { address: 'bob@example.org' }],
    ],
    ['Jane (work <jane@example.org>', [{ name: 'Jane work', address: 'jane@example.org' }]],
    ['jane@example.org <Jane Doe>', [{ name: 'Jane Doe', address: 'jane@example.org' }]],
    ['jane@example.org;bob@example.org', [{ address: 'jane@example.org' }, { address: 'bob@example.org' }]],
    ['"jane"@example.org', [{ address: 'jane@example.org' }]],
    ['Jane < jane @ example . org >', [{ name: 'Jane', address: 'jane@example.org' }]],
    ['jane@example.org bob@example.org', [{ address: 'jane@example.org' }, { address: 'bob@example.org' }]],
  ])('makes the best of %j', (header, expected) => {
    expect(parseAddressList(header)).toEqual(expected);
  });

  test.each([
    '',
    ' , ;',
    'Jane Doe',
    '<>',
    '<Undisclosed Recipients>',
    '<Undisclosed Recipients@example.org>',
    '@example.org',
    'jane@',
    '"',
    '(((',
    '\\',
    ':::',
  ])('finds nobody in %j', (junk) => {
    expect(parseAddressList(junk)).toEqual([]);
  });

  test('survives any text', () => {
    const marks = fc.string({
      unit: fc.constantFrom('"', '(', ')', '<', '>', ',', ';', ':', '@', '\\', ' ', 'a', '=?utf-8?q?', '?=', 'é'),
      maxLength: 300,
    });

    fc.assert(
      fc.property(fc.oneof(marks, fc.string({ unit: 'binary' })), (text) => {
        for (const { address, name } of parseAddressList(text)) {
          expect(address).toMatch(/.@./);
          expect(name).not.toBe('');
        }
      }),
    );
  });

  test.each(['"', '(', '<', '(a', '"a" ', '<a', ',', '=?', 'a ', '\\(', '=?utf-8?q?a?= ', 'a@b.c ('])(
    'neither nests nor searches anew for each %j of very many',
    (hostile) => {
      expect(() => parseAddressList(hostile.repeat(200_000))).not.toThrow();
    },
  );
});

describe('the real headers of the corpus', () => {
  const fields = new Set(['from', 'to', 'cc', 'bcc', 'sender', 'reply-to']);
  const messages = readCorpus();
  const headers = messages.flatMap((message) =>
    message.filter(({ name }) => fields.has(name)).map(({ value }) => value),
  );

  test('are all read', () => {
    const read = headers.map((header) => parseAddressList(header).length);

    expect(messages).toHaveLength(6046);
    expect(read.filter((found) => found > 0).length).toBeGreaterThan(headers.length * 0.98);
  });

  test('are read as a strict parser of RFC 5322 reads them, wherever that one can', () => {
    const strict = headers.flatMap((header) => {
      const parsed = emailAddresses.parseAddressList(header);
      const addresses = parsed?.flatMap(addressesIn).filter((address) => !address.startsWith('@'));
      return addresses === undefined ? [] : [{ header, addresses }];
    });

    const differing = strict.filter(
      ({ header, addresses }) =>
        parseAddressList(header)
          .map(({ address }) => address)
          .join() !== addresses.join(),
    );

    expect(strict.length).toBeGreaterThan(10_000);
    expect(differing).toEqual([]);
  });
});

function addressesIn(parsed: emailAddresses.ParsedMailbox | emailAddresses.ParsedGroup): string[] {
  return parsed.type === 'group' ? parsed.addresses.map(({ address }) => address) : [parsed.address];
}
