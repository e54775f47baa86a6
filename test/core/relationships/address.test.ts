import { describe, expect, test } from 'vitest';
import { isFreemail, isUsableAddress, normalAddress, registrableDomain } from '../../../core/relationships/address.ts';

describe('the normal form of an address', () => {
  test.each([
    ['Jane.Doe+Crm@ACME.Example', 'jane.doe+crm@acme.example'],
    [' jane@acme.example ', 'jane@acme.example'],
    ["'jane@acme.example'", 'jane@acme.example'],
    ['<jane@acme.example>', 'jane@acme.example'],
    ['jane@Bücher.example', 'jane@xn--bcher-kva.example'],
    ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
    ['jane@acme.example.', 'jane@acme.example'],
    ["o'neil@acme.example", "o'neil@acme.example"],
    ['jane@mail.acme.xn--p1ai', 'jane@mail.acme.xn--p1ai'],
    ['JOSE\u0301@acme.example', 'jos\u00e9@acme.example'],
  ])('of %j is %j', (raw, normal) => {
    expect(normalAddress(raw)).toBe(normal);
    expect(isUsableAddress(raw)).toBe(true);
  });

  test('does not change when it is taken again', () => {
    const once = normalAddress('İpek@Bücher.example') ?? '';

    expect(normalAddress(once)).toBe(once);
  });

  test.each([
    '',
    '@',
    'jane',
    'jane@',
    '@acme.example',
    'jane@localhost',
    'jane@10.0.0.1',
    'jane@[10.0.0.1]',
    'jane doe@acme.example',
    'a@b@acme.example',
    'jane@acme..example',
    '.jane@acme.example',
    'jane.@acme.example',
    'ja\u202ene@acme.example',
    'jane@acme.example/x',
    'jane@acme%2eexample',
    'jane@-acme.example',
    'jane@acmé.example:80',
    `${'a'.repeat(65)}@acme.example`,
    `jane@${'a'.repeat(64)}.example`,
    `jane@${'abcdefgh.'.repeat(30)}example`,
  ])('does not exist for %j', (raw) => {
    expect(normalAddress(raw)).toBeUndefined();
    expect(isUsableAddress(raw)).toBe(false);
  });
});

describe('a registrable domain', () => {
  test.each([
    ['mail.acme.co.uk', 'acme.co.uk'],
    ['acme.example', 'acme.example'],
    ['shop.jane.blogspot.com', 'jane.blogspot.com'],
    ['blogspot.com', undefined],
    ['co.uk', undefined],
  ])('of %s is %s', (domain, registrable) => {
    expect(registrableDomain(domain)).toBe(registrable);
  });
});

describe('freemail', () => {
  test.each(['hotmail.co.uk', 'gmx.de', 'fastmail.com', 'mail.gmx.de'])('is %s', (domain) => {
    expect(isFreemail(domain)).toBe(true);
  });

  test.each(['acme.example', 'example.com', 'co.uk', 'stanford.edu'])('is not %s', (domain) => {
    expect(isFreemail(domain)).toBe(false);
  });
});
