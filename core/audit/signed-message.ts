import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import { canonicalJson, type CanonicalValue } from './canonical.ts';

/** Ed25519 over the canonical text of a message, which names what it is for first: no signature serves for another. */
export type MessageSignature = {
  /** The signer's public key, raw, in base64url: it says which key to look up, and proves nothing by itself. */
  readonly signer: string;
  readonly signature: string;
};

export type SignatureRefused =
  | { readonly kind: 'wrong-signer'; readonly signer: string }
  | { readonly kind: 'bad-signature' };

export function signMessage(privateKey: KeyObject, message: CanonicalValue): MessageSignature {
  const signature = sign(null, bytesOf(message), privateKey).toString('base64url');
  return { signer: publicKeyText(privateKey), signature };
}

/** The public keys come from where the account's outsiders keep them, never from what was signed. */
export function verifyMessage(
  keys: readonly KeyObject[],
  { signer, signature }: MessageSignature,
  message: CanonicalValue,
): Result<undefined, SignatureRefused> {
  const key = keys.find((candidate) => publicKeyText(candidate) === signer);
  if (key === undefined) return err({ kind: 'wrong-signer', signer });
  const bytes = Buffer.from(signature, 'base64url');
  // Decoding is lenient, and two texts for one signature would be two documents that both hold.
  const isWritten = bytes.toString('base64url') === signature;
  return isWritten && verify(null, bytesOf(message), key, bytes) ? ok(undefined) : err({ kind: 'bad-signature' });
}

export function publicKeyText(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { x } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || x === undefined)
    throw new TypeError('Heads and receipts are signed with Ed25519');
  return x;
}

function bytesOf(message: CanonicalValue): Uint8Array {
  return new TextEncoder().encode(canonicalJson(message));
}
