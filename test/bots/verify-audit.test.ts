import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportChain } from '../../core/audit/audit-export.ts';
import { headOf, type AuditRecord } from '../../core/audit/audit-record.ts';
import { signHead } from '../../core/audit/head-signature.ts';
import { publicKeyText } from '../../core/audit/signed-message.ts';
import { signedHeadLine } from '../../core/audit/signed-head-lines.ts';
import { accountId, aChain } from '../core/audit/sample-chain.ts';
import { ACME } from '../builders/ids.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { anOffice, askedFor } from '../flows/office.ts';
import { receiptDocument } from '../flows/receipt-document.ts';
import { aSigningKey } from '../core/audit/signing-keys.ts';

const PROGRAM = join(import.meta.dirname, '../../bots/verify-audit.ts');
const KEY = publicKeyText(aSigningKey('ours'));
const genuine = aChain(5);
const last = genuine[4] ?? fail();

describe('the offline verifier', () => {
  test('ends well on what was sealed', async () => {
    await using files = await written(genuine);

    const ended = await run(files.exported, '--key', KEY, '--heads', files.heads, '--head', `5:${last.hash}`);

    expect(ended).toMatchObject({
      code: 0,
      out: `The audit log is unbroken: 5 records, held against 2 anchored heads.\nHead ${last.hash} of ${last.at.toString()}\n`,
    });
  });

  test('ends with 1 and the first record that is wrong', async () => {
    await using files = await written(genuine.slice(0, 3));

    const ended = await run(files.exported, '--key', KEY, '--heads', files.heads);

    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^The audit log is broken at record 4 \(truncated\)\.\n/u);
  });

  test('holds a receipt against the log that it was given out from', async () => {
    await using files = await officeFiles();

    const sound = await run(files.exported, '--key', KEY, '--receipt', files.receipt);
    const other = await run(files.another, '--key', KEY, '--receipt', files.receipt);

    expect(sound).toMatchObject({
      code: 0,
      out: expect.stringContaining('The receipt of request 1 holds: EUR 150.16'),
    });
    expect(sound.out).toContain('The receipt holds every record of this log about its request.');
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('The log does not hold record') });
  });

  test.each([
    ['no key', [], 'Name the public key'],
    ['no such key', ['--key', 'AAAA'], 'Not a public key'],
    ['no such head', ['--key', KEY, '--head', '5'], 'Not the number of a record'],
    ['no such option', ['--key', KEY, '--nothing'], 'nothing'],
    ['no such file', ['--key', KEY, '--heads', 'nowhere.jsonl'], 'nowhere.jsonl'],
  ])('ends with 2 and says what is missing: %s', async (_what, words, sentence) => {
    await using files = await written(genuine);

    const ended = await run(files.exported, ...words);

    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(sentence);
    expect(ended.err).toContain('Usage: npm run verify --');
  });
});

/** An export of these records beside the seal of the genuine ones. */
async function written(records: readonly AuditRecord[]) {
  const directory = await mkdtempDisposable(join(tmpdir(), 'usher-verify-'));
  const exported = join(directory.path, 'export.jsonl');
  const heads = join(directory.path, 'heads.jsonl');
  await writeFile(exported, exportChain({ accountId, records, heads: [] }));
  await writeFile(heads, signedHeadLine(signHead(aSigningKey('ours'), headOf(last))));
  return { exported, heads, [Symbol.asyncDispose]: () => directory.remove() };
}

/** An office's receipt, the log that it was given out from, and another log of the same account. */
async function officeFiles() {
  const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
  const office = await anOffice({ heads });
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);
  await office.checksSeats();
  const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
  const directory = await mkdtempDisposable(join(tmpdir(), 'usher-verify-'));
  const at = (name: string) => join(directory.path, name);
  const paths = { exported: at('audit.jsonl'), another: at('another.jsonl'), receipt: at('receipt.json') };
  await writeFile(paths.exported, exportChain({ accountId: ACME, records, heads: [] }));
  await writeFile(paths.another, exportChain({ accountId: ACME, records: aChain(records.length, ACME), heads: [] }));
  await writeFile(paths.receipt, await receiptDocument(office));
  return { ...paths, [Symbol.asyncDispose]: () => directory.remove() };
}

type Ended = { readonly code: number; readonly out: string; readonly err: string };

function run(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...words], (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

function fail(): never {
  throw new Error('The sample chain is too short');
}
