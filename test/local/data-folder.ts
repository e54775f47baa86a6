import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../../bots/runtime/config.ts';

/** Where local mode keeps its own files, beside the product’s keys. */
export async function openFolder({ USHER_DATA_DIR = '.usher' }: Pick<Config, 'USHER_DATA_DIR'>): Promise<string> {
  const folder = resolve(USHER_DATA_DIR);
  // The embedded server may run as another user, who must be able to pass through.
  await mkdir(folder, { recursive: true, mode: 0o711 });
  return folder;
}
