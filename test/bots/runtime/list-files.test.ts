import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFilesOf } from '../../../bots/runtime/list-files.ts';
import { operatorOf } from '../../../bots/runtime/operator.ts';

describe('a list of people on the disk', () => {
  test('is read byte by byte for whoever sits at the console', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'usher-list-'));
    const path = join(folder.path, 'people.csv');
    await writeFile(path, new Uint8Array([0xef, 0xbb, 0xbf, 0xe4]));

    const read = await listFilesOf(operatorOf('main'))?.read(path);

    expect(read?.ok === true && [...read.value]).toEqual([0xef, 0xbb, 0xbf, 0xe4]);
  });

  test('is closed to everybody in a chat, whatever they name', () => {
    expect(listFilesOf({ surface: 'slack', workspace: 'T1', user: 'operator' })).toBeUndefined();
  });

  test('that is missing, too large or no file is refused with the reason', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'usher-list-'));
    await writeFile(join(folder.path, 'large'), 'x'.repeat(1_048_577));

    const read = async (name: string) => await listFilesOf(operatorOf('main'))?.read(join(folder.path, name));

    const refused = await Promise.all(['absent', 'large', '.'].map(read));

    expect(refused.map((one) => (one?.ok === false ? one.error.kind : 'read'))).toEqual([
      'no-such-file',
      'too-large',
      'not-readable',
    ]);
  });
});
