import type { KeyObject } from 'node:crypto';
import { signingKey } from '../../core/audit/head-signature.ts';
import type { Entropy } from '../../core/entropy.ts';
import { KEY_BYTES } from '../../core/secrets/key.ts';
import { secretBytes } from '../../core/secrets/secret-bytes.ts';
import type { Config } from './config.ts';
import { keptKey } from './kept-key.ts';

/** Newest first; none where nobody gave or asked for one. A key is made only where that is asked for in so many words. */
export async function loadSigningKeys(config: Config, entropy: Entropy): Promise<readonly KeyObject[]> {
  const encoded =
    config.USHER_SIGNING_KEY ??
    (config.USHER_GENERATE_KEYS ? [await keptKey(config.USHER_DATA_DIR ?? '.usher', 'signing.key', entropy)] : []);
  return encoded.map(keyOf);
}

function keyOf(text: string): KeyObject {
  const seed = new Uint8Array(Buffer.from(text, 'base64'));
  if (seed.length === KEY_BYTES) return signingKey(secretBytes(seed));
  throw new Error(
    `USHER_SIGNING_KEY has ${seed.length} bytes and not ${KEY_BYTES}. Give 32 random bytes in base64, for instance from: openssl rand -base64 32`,
  );
}
