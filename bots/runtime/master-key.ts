import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entropy } from '../../core/entropy.ts';
import { KEY_BYTES } from '../../core/secrets/key.ts';
import { masterKeys, type MasterKeys } from '../../core/secrets/master-keys.ts';
import type { Config } from './config.ts';

/** From the configuration; made and kept in a file only where that is asked for in so many words. */
export async function loadMasterKeys(config: Config, entropy: Entropy): Promise<MasterKeys> {
  const encoded =
    config.USHER_MASTER_KEYS ??
    (config.USHER_GENERATE_KEYS ? [await keptKey(config.USHER_DATA_DIR ?? '.usher', entropy)] : []);
  const keys = masterKeys(encoded.map((text) => new Uint8Array(Buffer.from(text, 'base64'))));
  if (keys.ok) return keys.value;
  throw new Error(
    `USHER_MASTER_KEYS is not usable (${keys.error.kind}). Give 32 random bytes in base64, for instance from: openssl rand -base64 32`,
  );
}

async function keptKey(directory: string, entropy: Entropy): Promise<string> {
  const file = join(directory, 'master.key');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  await mkdir(directory, { recursive: true });
  const key = Buffer.from(entropy.bytes(KEY_BYTES)).toString('base64');
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
