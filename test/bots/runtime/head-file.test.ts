import { appendFile, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHeadFile } from '../../../bots/runtime/head-file.ts';
import { headOf } from '../../../core/audit/audit-record.ts';
import { signHead } from '../../../core/audit/head-signature.ts';
import { headFileContract } from '../../contracts/head-file-contract.ts';
import { accountId, aChain } from '../../core/audit/sample-chain.ts';
import { aSigningKey } from '../../core/audit/signing-keys.ts';

headFileContract({ name: 'a directory', open: inDirectory });

describe('the file of heads', () => {
  test('has one JSON line a head, which any other program can read', async () => {
    await using opened = await inDirectory();
    const [first, second] = twoHeads();

    await opened.file.append(accountId, first);
    await opened.file.append(accountId, second);

    const lines = (await readFile(opened.path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { ...first, head: { ...first.head, at: first.head.at.toString() } },
      { ...second, head: { ...second.head, at: second.head.at.toString() } },
    ]);
  });

  test('names the line that is no signed head', async () => {
    await using opened = await inDirectory();
    await opened.file.append(accountId, twoHeads()[0]);
    await appendFile(opened.path, '{"head":"forged"}\n');

    await expect(opened.file.read(accountId)).rejects.toThrow(/line 2, is no signed head/u);
  });

  test('whose last line was cut off by a crash gives the heads before it, and takes no more', async () => {
    await using opened = await inDirectory();
    const [first, second] = twoHeads();
    await opened.file.append(accountId, first);
    const whole = await readFile(opened.path, 'utf8');
    await writeFile(opened.path, `${whole}${whole.slice(0, 40)}`);

    const appended = opened.file.append(accountId, second);

    await expect(appended).rejects.toThrow(/was cut off/u);
    expect(await opened.file.read(accountId)).toEqual([first]);
  });

  test('takes whole lines from several writers at once', async () => {
    await using opened = await inDirectory();
    const [first, second] = twoHeads();
    const other = createHeadFile(opened.directory);

    await Promise.all(
      Array.from({ length: 10 }, async () => {
        await opened.file.append(accountId, first);
        await other.append(accountId, second);
      }),
    );

    expect(await opened.file.read(accountId)).toHaveLength(20);
  });
});

async function inDirectory() {
  const directory = await mkdtempDisposable(join(tmpdir(), 'usher-heads-'));
  return {
    directory: directory.path,
    path: join(directory.path, `${accountId}.jsonl`),
    file: createHeadFile(directory.path),
    [Symbol.asyncDispose]: () => directory.remove(),
  };
}

function twoHeads() {
  const [first, second] = aChain(2).map((record) => signHead(aSigningKey('ours'), headOf(record)));
  if (first === undefined || second === undefined) throw new Error('The sample chain is too short');
  return [first, second] as const;
}
