import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import type { SecretBytes } from '../secrets/secret-bytes.ts';
import type { AuditHead } from './audit-record.ts';
import { canonicalJson } from './canonical.ts';

export type SignedHead = {
  readonly head: AuditHead;
  /** The signer's public key, raw, in base64url: it says which key to look up, and proves nothing by itself. */
  readonly signer: string;
  readonly signature: string;
};

export type HeadRefused =
  | { readonly kind: 'wrong-signer'; readonly signer: string }
  | { readonly kind: 'bad-signature' };

export function signHead(privateKey: KeyObject, head: AuditHead): SignedHead {
  const signature = sign(null, message(head), privateKey).toString('base64url');
  return { head, signer: publicKeyText(privateKey), signature };
}

/** The public key comes from where the account's outsiders keep it, never from the signed head. */
export function verifyHead(publicKey: KeyObject, signed: SignedHead): Result<AuditHead, HeadRefused> {
  if (signed.signer !== publicKeyText(publicKey)) return err({ kind: 'wrong-signer', signer: signed.signer });
  const signature = Buffer.from(signed.signature, 'base64url');
  // Decoding is lenient, and two texts for one signature would be two documents that both hold.
  const isWritten = signature.toString('base64url') === signed.signature;
  return isWritten && verify(null, message(signed.head), publicKey, signature)
    ? ok(signed.head)
    : err({ kind: 'bad-signature' });
}

/** An Ed25519 key pair from its 32-byte seed (RFC 8032, 5.1.5). */
export function signingKey(seed: SecretBytes): KeyObject {
  const der = Buffer.concat([PKCS8_BEFORE_SEED, seed.reveal()]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

export function publicKeyText(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { x } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || x === undefined)
    throw new TypeError('Heads are signed with Ed25519');
  return x;
}

export function parsePublicKey(text: string): Result<KeyObject, { readonly kind: 'no-public-key' }> {
  const raw = Buffer.from(text, 'base64url');
  if (raw.length !== 32 || raw.toString('base64url') !== text) return err({ kind: 'no-public-key' });
  return ok(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }));
}

/** RFC 8410, 7: everything of the private key's encoding that is the same for every key. */
const PKCS8_BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

function message({ accountId, seq, hash, at }: AuditHead): Uint8Array {
  return new TextEncoder().encode(canonicalJson(['usher/audit-head/v1', accountId, seq, hash, at.toString()]));
}
