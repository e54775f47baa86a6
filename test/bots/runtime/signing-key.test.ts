import { mkdtempDisposable, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../bots/runtime/config.ts';
import { loadSigningKeys } from '../../../bots/runtime/signing-key.ts';
import { systemEntropy } from '../../../bots/runtime/system.ts';
import { publicKeyText } from '../../../core/audit/signed-message.ts';

const A_SEED = Buffer.alloc(32, 7).toString('base64');
const AN_OLDER = Buffer.alloc(32, 8).toString('base64');

describe('the signing key', () => {
  test('is none where nobody gave or asked for one', async () => {
    expect(await loadSigningKeys(readConfig({}), systemEntropy)).toEqual([]);
  });

  test('is read newest first', async () => {
    const keys = await loadSigningKeys(readConfig({ USHER_SIGNING_KEY: `${A_SEED},${AN_OLDER}` }), systemEntropy);

    const [newest] = await loadSigningKeys(readConfig({ USHER_SIGNING_KEY: A_SEED }), systemEntropy);
    expect(keys).toHaveLength(2);
    expect(keys[0]?.equals(newest ?? fail())).toBe(true);
  });

  test('of another length is refused, and not shown', async () => {
    const short = Buffer.alloc(16, 7).toString('base64');

    const loaded = loadSigningKeys(readConfig({ USHER_SIGNING_KEY: short }), systemEntropy);

    await expect(loaded).rejects.toThrow(/USHER_SIGNING_KEY has 16 bytes/u);
    await expect(loaded).rejects.not.toThrow(short);
  });

  test('is made once where that is asked for, for its owner’s eyes only', async () => {
    await using directory = await mkdtempDisposable(join(tmpdir(), 'usher-keys-'));
    const config = readConfig({ USHER_GENERATE_KEYS: 'true', USHER_DATA_DIR: directory.path });

    const starts = await Promise.all([
      loadSigningKeys(config, systemEntropy),
      loadSigningKeys(config, systemEntropy),
      loadSigningKeys(config, systemEntropy),
    ]);

    const names = starts.map(([key]) => publicKeyText(key ?? fail()));
    expect(new Set(names).size).toBe(1);
    expect(await readdir(directory.path)).toEqual(['signing.key']);
    expect((await stat(join(directory.path, 'signing.key'))).mode & 0o777).toBe(0o600);
  });
});

function fail(): never {
  throw new Error('There is no key');
}
