import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import type { SecretBytes } from '../secrets/secret-bytes.ts';
import type { AuditHead } from './audit-record.ts';
import type { CanonicalValue } from './canonical.ts';
import { signMessage, verifyMessage, type MessageSignature, type SignatureRefused } from './signed-message.ts';

export type SignedHead = MessageSignature & { readonly head: AuditHead };

export function signHead(privateKey: KeyObject, head: AuditHead): SignedHead {
  return { head, ...signMessage(privateKey, message(head)) };
}

export function verifyHead(keys: readonly KeyObject[], signed: SignedHead): Result<AuditHead, SignatureRefused> {
  const verified = verifyMessage(keys, signed, message(signed.head));
  return verified.ok ? ok(signed.head) : verified;
}

/** An Ed25519 key pair from its 32-byte seed (RFC 8032, 5.1.5). */
export function signingKey(seed: SecretBytes): KeyObject {
  const der = Buffer.concat([PKCS8_BEFORE_SEED, seed.reveal()]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

export function parsePublicKey(text: string): Result<KeyObject, { readonly kind: 'no-public-key' }> {
  const raw = Buffer.from(text, 'base64url');
  if (raw.length !== 32 || raw.toString('base64url') !== text) return err({ kind: 'no-public-key' });
  return ok(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }));
}

/** RFC 8410, 7: everything of the private key's encoding that is the same for every key. */
const PKCS8_BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

function message({ accountId, seq, hash, at }: AuditHead): CanonicalValue {
  return ['usher/audit-head/v1', accountId, seq, hash, at.toString()];
}
