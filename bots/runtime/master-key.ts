import type { Entropy } from '../../core/entropy.ts';
import { masterKeys, type MasterKeys } from '../../core/secrets/master-keys.ts';
import type { Config } from './config.ts';
import { keptKey } from './kept-key.ts';

/** From the configuration; made and kept in a file only where that is asked for in so many words. */
export async function loadMasterKeys(config: Config, entropy: Entropy): Promise<MasterKeys> {
  const encoded =
    config.USHER_MASTER_KEYS ??
    (config.USHER_GENERATE_KEYS ? [await keptKey(config.USHER_DATA_DIR ?? '.usher', 'master.key', entropy)] : []);
  const keys = masterKeys(encoded.map((text) => new Uint8Array(Buffer.from(text, 'base64'))));
  if (keys.ok) return keys.value;
  throw new Error(
    `USHER_MASTER_KEYS is not usable (${keys.error.kind}). Give 32 random bytes in base64, for instance from: openssl rand -base64 32`,
  );
}
