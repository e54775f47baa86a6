import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Entropy } from '../entropy.ts';
import { err, ok, type Result } from '../result.ts';
import type { Key } from './key.ts';

/** Where a sealed value lives. It is authenticated, so a value copied to another row, column or account does not open. */
export type Place = {
  readonly accountId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
};

/** `corrupt`: the right key, but the text was altered, cut, or belongs to another place. */
export type OpenFailure = { readonly kind: 'wrong-key'; readonly keyId: string } | { readonly kind: 'corrupt' };

export type SealingKey = Key<'content' | 'wrapping' | 'picture-link'>;

/**
 * AES-256-GCM as text: `v1.<key id>.<base64url of nonce, ciphertext and tag>`. Random 96-bit nonces bound one key to
 * 2^32 seals (NIST SP 800-38D, 8.3).
 */
export function seal(
  deps: { readonly entropy: Entropy },
  key: SealingKey,
  plaintext: Uint8Array | string,
  place: Place,
): string {
  const nonce = deps.entropy.bytes(NONCE_BYTES);
  if (nonce.length !== NONCE_BYTES) throw new Error(`A nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`);
  const cipher = createCipheriv(ALGORITHM, key.secret.reveal(), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(key, place));
  const bytes = typeof plaintext === 'string' ? new TextEncoder().encode(plaintext) : plaintext;
  const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${key.id}.${sealed.toString('base64url')}`;
}

export function open(key: SealingKey, sealed: string, place: Place): Result<Uint8Array, OpenFailure> {
  const envelope = parse(sealed);
  if (envelope === undefined) return err({ kind: 'corrupt' });
  if (envelope.keyId !== key.id) return err({ kind: 'wrong-key', keyId: envelope.keyId });
  const { nonce, ciphertext, tag } = envelope;
  const decipher = createDecipheriv(ALGORITHM, key.secret.reveal(), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(key, place));
  decipher.setAuthTag(tag);
  const opened = decipher.update(ciphertext);
  try {
    return ok(Uint8Array.from(Buffer.concat([opened, decipher.final()])));
  } catch {
    // With a complete tag set, the only thing left for `final` to refuse is authentication.
    return err({ kind: 'corrupt' });
  }
}

export function openText(key: SealingKey, sealed: string, place: Place): Result<string, OpenFailure> {
  const opened = open(key, sealed, place);
  return opened.ok ? ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened.value)) : opened;
}

/** The id of the key that opens this text, to look it up; undefined when the text is no envelope. */
export function sealedWith(sealed: string): string | undefined {
  return parse(sealed)?.keyId;
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHAPE = /^v1\.([0-9a-f]{16})\.([\w-]+)$/;

type Envelope = {
  readonly keyId: string;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
};

function parse(sealed: string): Envelope | undefined {
  const [, keyId, payload] = SHAPE.exec(sealed) ?? [];
  if (keyId === undefined || payload === undefined) return undefined;
  const bytes = Buffer.from(payload, 'base64url');
  // Stray bits after the last byte would give one value several texts.
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== payload) return undefined;
  return {
    keyId,
    nonce: bytes.subarray(0, NONCE_BYTES),
    ciphertext: bytes.subarray(NONCE_BYTES, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  };
}

function associated(key: SealingKey, place: Place): Uint8Array {
  const { table, column, rowId, accountId } = place;
  return new TextEncoder().encode(
    JSON.stringify([`usher/envelope/${VERSION}`, table, column, rowId, accountId, key.id]),
  );
}
