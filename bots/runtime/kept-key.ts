import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entropy } from '../../core/entropy.ts';
import { KEY_BYTES } from '../../core/secrets/key.ts';

/** A key in base64 from its own file, which nobody else may read; made when it is not there. */
export async function keptKey(directory: string, name: string, entropy: Entropy): Promise<string> {
  const file = join(directory, name);
  const kept = await readIfThere(file);
  if (kept !== undefined) return kept;
  await mkdir(directory, { recursive: true });
  const key = Buffer.from(entropy.bytes(KEY_BYTES)).toString('base64');
  const whole = `${file}.${entropy.bytes(8).toHex()}`;
  await writeFile(whole, `${key}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Appears whole or not at all: the other process that starts now must not read half a key, nor make a second one.
    await link(whole, file);
    return key;
  } catch (error) {
    const other = isCode(error, 'EEXIST') ? await readIfThere(file) : undefined;
    if (other === undefined) throw error;
    return other;
  } finally {
    await rm(whole);
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
