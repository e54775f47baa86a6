import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operatorOf } from '../../../bots/runtime/operator.ts';
import { secretFilesOf } from '../../../bots/runtime/secret-files.ts';

describe('key files', () => {
  let directory: string;
  const read = async (name: string) => await secretFilesOf(operatorOf('main'))?.read(join(directory, name));

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'usher-keys-'));
  });

  afterAll(() => rm(directory, { recursive: true }));

  test('are read for whoever sits at the console', async () => {
    await writeFile(join(directory, 'key.json'), '{"a":1}');

    expect(await read('key.json')).toEqual({ ok: true, value: '{"a":1}' });
  });

  test('are closed to everybody in a chat, whatever they name', () => {
    expect(secretFilesOf({ surface: 'slack', workspace: 'T1', user: 'operator' })).toBeUndefined();
  });

  test('that are missing, too large or no files are refused with the reason', async () => {
    await writeFile(join(directory, 'large'), 'x'.repeat(70_000));

    const refused = await Promise.all(['absent', 'large', '.'].map(read));

    expect(refused.map((one) => (one?.ok === false ? one.error.kind : 'read'))).toEqual([
      'no-such-file',
      'too-large',
      'not-readable',
    ]);
  });
});
