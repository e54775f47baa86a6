import { expect, test } from 'vitest';
import { generateKey } from '../../../core/secrets/key.ts';
import { parseWrappedKey, wrappedKeyText } from '../../../core/secrets/wrapped-key-text.ts';
import { unwrapKey, wrapKey } from '../../../core/secrets/wrapping.ts';
import { seededEntropy } from './seeded-entropy.ts';

const deps = { entropy: seededEntropy('text') };
const account = generateKey(deps, 'account');
const person = generateKey(deps, 'person');
const text = wrappedKeyText(wrapKey(deps, account, person, { accountId: 'acc-1', holderId: 'member-1' }));

test('a wrapped key survives being a text', () => {
  const key = unwrapKey(account, parseWrappedKey('person', text));

  expect(key.ok && key.value.secret.reveal()).toEqual(person.secret.reveal());
});

test('a text holds no key in clear', () => {
  expect(text).not.toContain(person.secret.reveal().toHex());
  expect(text).not.toContain(person.secret.reveal().toBase64({ alphabet: 'base64url', omitPadding: true }));
});

test('the text of a key of another purpose is a bug', () => {
  expect(() => parseWrappedKey('suppression', text)).toThrow('Expected a wrapped suppression key');
});
