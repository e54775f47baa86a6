import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportFilesOf } from '../../../bots/runtime/export-files.ts';
import { operatorOf } from '../../../bots/runtime/operator.ts';

describe('documents written on the console', () => {
  test('are what was given, and no other document is ever written over', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'usher-export-'));
    const path = join(folder.path, 'receipt.json');
    const write = (text: string) => exportFilesOf(operatorOf('main'))?.write(path, text);

    expect(await write('one')).toMatchObject({ ok: true });
    expect(await write('one')).toMatchObject({ ok: true });
    expect(await write('another')).toEqual({ ok: false, error: { kind: 'exists' } });
    expect(await readFile(path, 'utf8')).toBe('one');
  });

  test('need a folder that is there', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'usher-export-'));

    const written = await exportFilesOf(operatorOf('main'))?.write(join(folder.path, 'nowhere', 'a.json'), 'one');

    expect(written).toEqual({ ok: false, error: { kind: 'no-such-folder' } });
  });

  test('are for nobody in a chat', () => {
    expect(exportFilesOf({ surface: 'slack', workspace: 'T1', user: 'operator' })).toBeUndefined();
  });
});
