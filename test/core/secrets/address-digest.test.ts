import { expect, test } from 'vitest';
import { blindIndex, suppressionDigest } from '../../../core/secrets/address-digest.ts';
import { deriveKey, generateKey } from '../../../core/secrets/key.ts';
import { seededEntropy } from './seeded-entropy.ts';

const deps = { entropy: seededEntropy('addresses') };
const root = generateKey(deps, 'account');
const index = deriveKey('blind-index', root);

test('the same address gives the same digest', () => {
  expect(blindIndex(index, 'ada@example.com')).toBe(blindIndex(index, 'ada@example.com'));
});

test.each([' ada@example.com', 'Ada@example.com', 'ju\u0308rgen@example.com', 'ada'])(
  'an address that was not normalised is a bug: %j',
  (address) => {
    expect(() => blindIndex(index, address)).toThrow('normal address');
  },
);

test('another address, another account and another use give another digest', () => {
  const elsewhere = deriveKey('blind-index', generateKey(deps, 'account'));
  const suppression = deriveKey('suppression-digest', generateKey(deps, 'suppression'));

  const digests = [
    blindIndex(index, 'ada@example.com'),
    blindIndex(index, 'ida@example.com'),
    blindIndex(elsewhere, 'ada@example.com'),
    suppressionDigest(suppression, 'ada@example.com'),
  ].map((digest) => digest.split('.')[1]);

  expect(new Set(digests).size).toBe(4);
});

test('a digest names its key and hides the address', () => {
  expect(blindIndex(index, 'ada@example.com')).toMatch(new RegExp(`^${root.id}\\.[\\w-]{43}$`));
});
