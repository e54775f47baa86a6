import { describe, expect, test } from 'vitest';
import { headOf } from '../../../core/audit/audit-record.ts';
import { parsePublicKey, signHead, signingKey, verifyHead } from '../../../core/audit/head-signature.ts';
import { publicKeyText } from '../../../core/audit/signed-message.ts';
import { secretBytes } from '../../../core/secrets/secret-bytes.ts';
import { aChain, append, anEntry, entropy, otherAccountId } from './sample-chain.ts';

const privateKey = signingKey(secretBytes(entropy.bytes(32)));
const stranger = signingKey(secretBytes(entropy.bytes(32)));
const head = headOf(append({ accountId: otherAccountId, seq: 8, hash: 'a'.repeat(64) }, anEntry()));
const publicKey = keyOf(publicKeyText(privateKey));

describe('a signed head', () => {
  test('verifies with the public key of its signer', () => {
    expect(verifyHead([publicKey], signHead(privateKey, head))).toEqual({ ok: true, value: head });
  });

  test('signed by another key is refused', () => {
    const signed = signHead(stranger, head);

    expect(verifyHead([publicKey], signed)).toEqual({
      ok: false,
      error: { kind: 'wrong-signer', signer: publicKeyText(stranger) },
    });
  });

  test('signed by another key under this signer’s name is refused', () => {
    const forged = { ...signHead(stranger, head), signer: publicKeyText(privateKey) };

    expect(verifyHead([publicKey], forged)).toEqual({ ok: false, error: { kind: 'bad-signature' } });
  });

  test.each([
    ['number', { seq: head.seq + 1 }],
    ['hash', { hash: 'b'.repeat(64) }],
    ['moment', { at: head.at.add({ seconds: 1 }) }],
    ['account', { accountId: headOf(aChain(1)[0] ?? fail()).accountId }],
  ])('with another %s is refused', (_what, changes) => {
    const signed = signHead(privateKey, head);

    const changed = { ...signed, head: { ...head, ...changes } };

    expect(verifyHead([publicKey], changed)).toEqual({ ok: false, error: { kind: 'bad-signature' } });
  });

  test('whose signature was cut is refused', () => {
    const signed = signHead(privateKey, head);

    const cut = { ...signed, signature: signed.signature.slice(0, -4) };

    expect(verifyHead([publicKey], cut)).toEqual({ ok: false, error: { kind: 'bad-signature' } });
  });
});

test('the key pair of a seed is that of RFC 8032', () => {
  const seed = Uint8Array.fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');

  const text = publicKeyText(signingKey(secretBytes(seed)));

  expect(Buffer.from(text, 'base64url').toString('hex')).toBe(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  );
});

test.each(['', 'AAAA', 'not a key'])('a text that is no public key is refused: %j', (text) => {
  expect(parsePublicKey(text)).toEqual({ ok: false, error: { kind: 'no-public-key' } });
});

function keyOf(text: string) {
  const key = parsePublicKey(text);
  if (!key.ok) throw new Error('The public key did not parse');
  return key.value;
}

function fail(): never {
  throw new Error('The sample chain is empty');
}
