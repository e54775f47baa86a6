import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { deriveKey, generateKey, rootKey, type MasterKey } from '../../../core/secrets/key.ts';
import { createKeyring, openKeyring, type WrappedKeyring } from '../../../core/secrets/keyring.ts';
import {
  fingerprint,
  masterKeys,
  matchFingerprint,
  rewrapKey,
  unwrapWithMasters,
  type MasterKeys,
} from '../../../core/secrets/master-keys.ts';
import { open, seal } from '../../../core/secrets/envelope.ts';
import { unwrapKey, wrapKey } from '../../../core/secrets/wrapping.ts';
import { seededEntropy } from './seeded-entropy.ts';

const deps = { entropy: seededEntropy('keys') };
const oldSecret = deps.entropy.bytes(32);
const newSecret = deps.entropy.bytes(32);
const place = { accountId: 'acc-1', table: 'note', column: 'text', rowId: 'n1' };
const owner = { accountId: 'acc-1', holderId: 'member-1' };

describe('master keys', () => {
  test('the first configured wraps and the others are retired', () => {
    const masters = mastersOf(newSecret, oldSecret);

    expect(masters.current.id).toBe(rootKey('master', newSecret).id);
    expect(masters.retired.map(({ id }) => id)).toEqual([rootKey('master', oldSecret).id]);
  });

  test('none, a short one and a repeated one are refused', () => {
    expect(masterKeys([])).toEqual({ ok: false, error: { kind: 'no-master-key' } });
    expect(masterKeys([newSecret, oldSecret.subarray(1)])).toEqual({
      ok: false,
      error: { kind: 'wrong-length', position: 1, bytes: 31 },
    });
    expect(masterKeys([newSecret, newSecret])).toEqual({ ok: false, error: { kind: 'repeated', position: 1 } });
  });

  test('the fingerprint of a known key never changes', () => {
    // Computed apart: HKDF-SHA-256 of 32 zero bytes, label "usher/fingerprint/v1", then SHA-256.
    expect(fingerprint(rootKey('master', new Uint8Array(32)))).toBe('78dc79cbf4930ee2');
  });

  test('a database that knows no fingerprint is booting first, one that knows the current key boots', () => {
    const masters = mastersOf(newSecret);

    expect(matchFingerprint(masters, undefined)).toEqual({ ok: true, value: 'first-boot' });
    expect(matchFingerprint(masters, fingerprint(masters.current))).toEqual({ ok: true, value: 'current' });
  });

  test('a database that knows a retired key is rotating', () => {
    const known = fingerprint(mastersOf(oldSecret).current);

    expect(matchFingerprint(mastersOf(newSecret, oldSecret), known)).toEqual({ ok: true, value: 'rotating' });
  });

  test('a database that knows another key refuses to boot', () => {
    const known = fingerprint(mastersOf(oldSecret).current);
    const masters = mastersOf(newSecret);

    expect(matchFingerprint(masters, known)).toEqual({
      ok: false,
      error: { kind: 'master-key-mismatch', stored: known, configured: [masters.current.id] },
    });
  });
});

describe('an account key ring', () => {
  test('opens again under the same master key', () => {
    const masters = mastersOf(oldSecret);
    const wrapped = createKeyring(deps, masters, 'acc-1');
    const sealed = seal(deps, ringOf(masters, wrapped).content, 'text', place);

    const opened = open(ringOf(masters, wrapped).content, sealed, place);

    expect(opened).toMatchObject({ ok: true });
  });

  test('survives a rotation of the master key without touching sealed data', () => {
    const before = mastersOf(oldSecret);
    const wrapped = createKeyring(deps, before, 'acc-1');
    const sealed = seal(deps, ringOf(before, wrapped).content, 'text', place);

    const rotating = mastersOf(newSecret, oldSecret);
    const rewrapped = rewrapRing(rotating, wrapped);
    const after = mastersOf(newSecret);

    expect(open(ringOf(after, rewrapped).content, sealed, place)).toMatchObject({ ok: true });
    expect(rewrapped.account.wrappedBy).toBe(after.current.id);
    expect(openKeyring(after, wrapped)).toEqual({
      ok: false,
      error: { kind: 'wrong-key', keyId: before.current.id },
    });
  });

  test('is left as it is when it already lies under the current master key', () => {
    const masters = mastersOf(newSecret, oldSecret);
    const { account } = createKeyring(deps, masters, 'acc-1');

    expect(rewrapKey(deps, masters, account)).toEqual({ ok: true, value: account });
  });

  test('does not open for another account', () => {
    const masters = mastersOf(oldSecret);
    const { account } = createKeyring(deps, masters, 'acc-1');
    const moved = { ...account, owner: { accountId: 'acc-2', holderId: 'acc-2' } };

    expect(unwrapWithMasters(masters, moved)).toEqual({ ok: false, error: { kind: 'corrupt' } });
  });

  test('holds a different secret for every use', () => {
    const masters = mastersOf(oldSecret);
    const { account, content, blindIndex, suppression } = ringOf(masters, createKeyring(deps, masters, 'acc-1'));
    const wrapping = deriveKey('wrapping', account);

    const secrets = [account, content, blindIndex, suppression, wrapping].map(({ secret }) => secret.reveal().toHex());

    expect(new Set(secrets).size).toBe(5);
  });
});

describe('a person key', () => {
  const account = generateKey(deps, 'account');

  test('opens under its account key, for its own member only', () => {
    const person = generateKey(deps, 'person');
    const wrapped = wrapKey(deps, account, person, owner);

    const opened = unwrapKey(account, wrapped);
    const swapped = unwrapKey(account, { ...wrapped, owner: { ...owner, holderId: 'member-2' } });

    expect(opened.ok && opened.value.secret.reveal()).toEqual(person.secret.reveal());
    expect(swapped).toEqual({ ok: false, error: { kind: 'corrupt' } });
  });

  test('does not open under another key id', () => {
    const wrapped = wrapKey(deps, account, generateKey(deps, 'person'), owner);

    expect(unwrapKey(account, { ...wrapped, keyId: '0'.repeat(16) })).toEqual({
      ok: false,
      error: { kind: 'corrupt' },
    });
  });

  test('does not open under the key of another account', () => {
    const wrapped = wrapKey(deps, account, generateKey(deps, 'person'), owner);

    expect(unwrapKey(generateKey(deps, 'account'), wrapped)).toEqual({
      ok: false,
      error: { kind: 'wrong-key', keyId: account.id },
    });
  });

  test('does not open as a key of another purpose', () => {
    const masters = mastersOf(oldSecret);
    const { account: wrapped } = createKeyring(deps, masters, 'acc-1');

    expect(unwrapWithMasters(masters, { ...wrapped, purpose: 'suppression' })).toEqual({
      ok: false,
      error: { kind: 'corrupt' },
    });
  });
});

describe('a secret', () => {
  test('shows itself in no print', () => {
    const bytes = deps.entropy.bytes(32);
    const key = rootKey('person', bytes);

    const prints = [JSON.stringify(key), inspect(key, { depth: 9, showHidden: true }), String(key.secret)];

    for (const print of prints) {
      expect(print).toContain('[secret]');
      expect(print).not.toContain(bytes.toHex());
      expect(print).not.toContain(bytes.join(', '));
    }
  });

  test('is not changed by whoever held or read its bytes', () => {
    const bytes = deps.entropy.bytes(32);
    const before = Uint8Array.from(bytes);
    const key = rootKey('person', bytes);

    bytes.fill(0);
    key.secret.reveal().fill(0);

    expect(key.secret.reveal()).toEqual(before);
  });

  test('has 32 bytes or is a bug', () => {
    expect(() => rootKey('account', new Uint8Array(16))).toThrow('32 bytes');
  });
});

function mastersOf(...secrets: Uint8Array[]): MasterKeys {
  const masters = masterKeys(secrets);
  if (!masters.ok) throw new Error(`No master keys: ${masters.error.kind}`);
  const current: MasterKey = masters.value.current;
  return { ...masters.value, current };
}

function ringOf(masters: MasterKeys, wrapped: WrappedKeyring) {
  const ring = openKeyring(masters, wrapped);
  if (!ring.ok) throw new Error(`The key ring did not open: ${ring.error.kind}`);
  return ring.value;
}

function rewrapRing(masters: MasterKeys, wrapped: WrappedKeyring): WrappedKeyring {
  const account = rewrapKey(deps, masters, wrapped.account);
  const suppression = rewrapKey(deps, masters, wrapped.suppression);
  if (!account.ok || !suppression.ok) throw new Error('The key ring was not re-wrapped');
  return { ...wrapped, account: account.value, suppression: suppression.value };
}
