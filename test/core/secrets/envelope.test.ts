import { describe, expect, test } from 'vitest';
import { open, openText, seal, sealedWith, type Place } from '../../../core/secrets/envelope.ts';
import { deriveKey, generateKey } from '../../../core/secrets/key.ts';
import { seededEntropy } from './seeded-entropy.ts';

const deps = { entropy: seededEntropy() };
const account = generateKey(deps, 'account');
const key = deriveKey('content', account);
const place: Place = { accountId: 'acc-1', table: 'mailbox', column: 'token', rowId: 'row-1' };

describe('a sealed value', () => {
  test('opens at its own place', () => {
    const sealed = seal(deps, key, 'Grüße, 東京', place);

    expect(openText(key, sealed, place)).toEqual({ ok: true, value: 'Grüße, 東京' });
  });

  test('keeps bytes, also none', () => {
    const bytes = Uint8Array.of(0, 255, 128);

    expect(open(key, seal(deps, key, bytes, place), place)).toEqual({ ok: true, value: bytes });
    expect(open(key, seal(deps, key, new Uint8Array(0), place), place)).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  test('names its version and key, and shows nothing of the text', () => {
    const sealed = seal(deps, key, 'refresh-token', place);

    expect(sealed).toMatch(new RegExp(`^v1\\.${key.id}\\.[A-Za-z0-9_-]+$`));
    expect(sealedWith(sealed)).toBe(key.id);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('refresh');
  });

  test.each([
    ['row', { rowId: 'row-2' }],
    ['account', { accountId: 'acc-2' }],
    ['table', { table: 'credential' }],
    ['column', { column: 'secret' }],
    ['boundary between parts', { table: 'mailboxt', column: 'oken' }],
  ])('does not open in another %s', (_part, moved: Partial<Place>) => {
    const sealed = seal(deps, key, 'refresh-token', place);

    expect(open(key, sealed, { ...place, ...moved })).toEqual({ ok: false, error: { kind: 'corrupt' } });
  });

  test('does not open after two rows were swapped', () => {
    const other = { ...place, rowId: 'row-2' };
    const rows = { first: seal(deps, key, 'of Ada', place), second: seal(deps, key, 'of Grace', other) };

    const swapped = [open(key, rows.second, place), open(key, rows.first, other)];

    expect(swapped).toEqual(swapped.map(() => ({ ok: false, error: { kind: 'corrupt' } })));
  });

  test('says which key it needs when another is tried', () => {
    const stranger = deriveKey('content', generateKey(deps, 'account'));

    const opened = open(stranger, seal(deps, key, 'x', place), place);

    expect(opened).toEqual({ ok: false, error: { kind: 'wrong-key', keyId: key.id } });
  });

  test('does not open under another use of the same root', () => {
    const wrapping = deriveKey('wrapping', account);

    expect(open(wrapping, seal(deps, key, 'x', place), place)).toEqual({ ok: false, error: { kind: 'corrupt' } });
  });

  test('is corrupt at every shortened length', () => {
    const sealed = seal(deps, key, 'refresh-token', place);
    const lengths = Array.from({ length: sealed.length }, (_, length) => length);

    const opened = lengths.map((length) => open(key, sealed.slice(0, length), place));

    expect(opened.every((result) => !result.ok && result.error.kind === 'corrupt')).toBe(true);
  });

  test('is corrupt after any single bit of nonce, ciphertext or tag changed', () => {
    const sealed = seal(deps, key, 'token', place);
    const [version, keyId, payload] = sealed.split('.');
    const bytes = Buffer.from(payload ?? '', 'base64url');

    const opened = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return open(key, `${version}.${keyId}.${changed.toString('base64url')}`, place);
    });

    expect(opened.length).toBe((12 + 5 + 16) * 8);
    expect(opened.every((result) => !result.ok && result.error.kind === 'corrupt')).toBe(true);
  });

  test.each(['', 'hello', 'v2.0123456789abcdef.AAAA', `v1.${key.id}.`, `v1.${key.id}.====`])(
    'is corrupt when it is no envelope: %j',
    (text) => {
      expect(open(key, text, place)).toEqual({ ok: false, error: { kind: 'corrupt' } });
      expect(sealedWith(text)).toBeUndefined();
    },
  );

  test('never repeats a nonce over 10,000 seals of the same text', () => {
    const nonces = Array.from({ length: 10_000 }, () => {
      const payload = seal(deps, key, 'same', place).split('.')[2] ?? '';
      return Buffer.from(payload, 'base64url').subarray(0, 12).toString('hex');
    });

    expect(new Set(nonces).size).toBe(10_000);
  });

  test('is refused as a bug when the entropy runs short', () => {
    const short = { entropy: { bytes: () => Uint8Array.of(1, 2, 3) } };

    expect(() => seal(short, key, 'x', place)).toThrow('12 bytes');
  });
});
