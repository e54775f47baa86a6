import { describe, expect, test } from 'vitest';
import { masterKeys, type MasterKeys } from '../../core/secrets/master-keys.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { openTestDatabase } from './test-database.ts';

const entropy = seededEntropy('check-master-key');
const [first, second] = [entropy.bytes(32), entropy.bytes(32)];

function keys(...newestFirst: readonly Uint8Array[]): MasterKeys {
  const made = masterKeys(newestFirst);
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
}

describe('the master key of a database', () => {
  test('is the one of the first start, and every later start needs it', async () => {
    await using database = await openTestDatabase();

    await database.checkMasterKey(keys(first));

    await expect(database.checkMasterKey(keys(first))).resolves.toBeUndefined();
    await expect(database.checkMasterKey(keys(second))).rejects.toThrow(
      /is not the one this database was set up with/u,
    );
  });

  test('may be a retired one while its secrets are wrapped anew', async () => {
    await using database = await openTestDatabase();
    await database.checkMasterKey(keys(first));

    await expect(database.checkMasterKey(keys(second, first))).resolves.toBeUndefined();
  });
});
