import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordHash } from '../../core/audit/audit-record.ts';
import { AuditRecordSchema } from '../../core/audit/record-schema.ts';
import { publicKeyText } from '../../core/audit/signed-message.ts';
import { checkReceipt } from '../../core/receipts/check-receipt.ts';
import { ACME } from '../builders/ids.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { anOffice, askedFor } from '../flows/office.ts';
import { receiptDocument } from '../flows/receipt-document.ts';
import { openTestDatabase } from './test-database.ts';

const KEYS = [publicKeyOf('ours')];
const PROGRAM = join(import.meta.dirname, '../../bots/verify-audit.ts');

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null;
const json: z.ZodType<Json> = z.json();

/** What somebody who holds the document, this code and no signing key can do to it. */
const TAMPERINGS: readonly {
  readonly what: string;
  readonly tamper: (receipt: Json) => void;
  readonly found: object;
}[] = [
  {
    what: 'edits a record',
    tamper: (receipt) => set(receipt, ['records', 2, 'facts', 'amount'], '1'),
    found: { kind: 'record-edited' },
  },
  {
    what: 'edits a record and makes its hash fit',
    tamper: (receipt) => {
      const edited = { ...object(at(receipt, ['records', 2])), at: '2026-03-01T09:00:00.000Z' };
      const record = AuditRecordSchema.parse(edited);
      list(receipt, ['records'])[2] = { ...edited, hash: recordHash(record) };
    },
    found: { kind: 'records-exchanged' },
  },
  {
    what: 'deletes a record',
    tamper: (receipt) => list(receipt, ['records']).splice(2, 1),
    found: { kind: 'records-missing' },
  },
  {
    what: 'deletes a record and counts again',
    tamper: (receipt) => {
      const records = list(receipt, ['records']);
      records.splice(2, 1);
      set(receipt, ['vouched', 'count'], records.length);
    },
    found: { kind: 'signature-refused', reason: 'bad-signature' },
  },
  {
    what: 'inserts a copy of a record',
    tamper: (receipt) => {
      const records = list(receipt, ['records']);
      records.splice(2, 0, structuredClone(records[1] ?? null));
    },
    found: { kind: 'record-out-of-order' },
  },
  {
    what: 'adds a genuine record of another request',
    tamper: (receipt) =>
      list(receipt, ['records']).push(structuredClone(at(json.parse(JSON.parse(another)), ['records', -1]))),
    found: { kind: 'records-added' },
  },
  {
    what: 'exchanges two records',
    tamper: (receipt) => {
      const records = list(receipt, ['records']);
      [records[2], records[3]] = [records[3] ?? null, records[2] ?? null];
    },
    found: { kind: 'record-out-of-order' },
  },
  {
    what: 'cuts the records off',
    tamper: (receipt) => list(receipt, ['records']).pop(),
    found: { kind: 'records-missing' },
  },
  {
    what: 'cuts the records off and takes the signature away',
    tamper: (receipt) => {
      list(receipt, ['records']).pop();
      remove(receipt, ['vouched']);
    },
    found: { kind: 'unsigned' },
  },
  {
    what: 'passes the records and the signature of another request off as these',
    tamper: (receipt) => {
      const other = json.parse(JSON.parse(another));
      set(receipt, ['records'], at(other, ['records']));
      set(receipt, ['vouched'], at(other, ['vouched']));
    },
    found: { kind: 'signature-refused', reason: 'bad-signature' },
  },
  {
    what: 'edits what was charged',
    tamper: (receipt) => set(receipt, ['lines', 0, 'amount', 'minor'], '1'),
    found: { kind: 'wrong-sum' },
  },
  {
    what: 'edits the quote so that every sum still fits',
    tamper: (receipt) => set(receipt, ['quote', 'priceVersion'], 7),
    found: { kind: 'not-recorded', what: 'an acknowledgement' },
  },
  {
    what: 'edits the sentence that was agreed to',
    tamper: (receipt) => set(receipt, ['acknowledgements', 0, 'sentence'], 'I agree to anything.'),
    found: { kind: 'not-recorded', what: 'an acknowledgement' },
  },
  {
    what: 'leaves an acknowledgement out',
    tamper: (receipt) => list(receipt, ['acknowledgements']).pop(),
    found: { kind: 'left-out', what: 'an acknowledgement' },
  },
  {
    what: 'leaves a charge out',
    tamper: (receipt) => list(receipt, ['lines']).pop(),
    found: { kind: 'left-out', what: 'a charge' },
  },
  {
    what: 'adds an approval',
    tamper: (receipt) => {
      const approvals = list(receipt, ['request', 'approvals']);
      approvals.push({ ...object(approvals[0]), by: 'not-recorded' });
      set(receipt, ['request', 'approvals', 1, 'by'], '0198a5c0-0000-7000-8000-00000000000b');
    },
    found: { kind: 'not-recorded', what: 'an approval' },
  },
];

/** Of two requests of one account. */
let genuine = '';
let another = '';

describe('whoever holds a receipt but not the signing key', () => {
  beforeAll(async () => {
    [genuine, another] = await receiptsFromPostgres();
  });

  test('is not accused when he did nothing', () => {
    expect(checkReceipt(genuine, KEYS)).toMatchObject({ ok: true });
    expect(checkReceipt(another, KEYS)).toMatchObject({ ok: true });
  });

  test.each(TAMPERINGS)('is found when he $what', ({ tamper, found }) => {
    const receipt = json.parse(JSON.parse(genuine));

    tamper(receipt);

    expect(checkReceipt(JSON.stringify(receipt), KEYS)).toMatchObject({ ok: false, error: found });
  });

  test('is found when he signs it with a key of his own', () => {
    expect(checkReceipt(genuine, [publicKeyOf('another')])).toMatchObject({
      ok: false,
      error: { kind: 'signature-refused', reason: 'wrong-signer' },
    });
  });

  test('is found by the program that anybody can run, which says so in its first line', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'usher-receipt-'));
    const sound = join(folder.path, 'sound.json');
    const forged = join(folder.path, 'forged.json');
    await writeFile(sound, genuine);
    await writeFile(forged, genuine.replace('"minor":"12013"', '"minor":"2013"'));

    expect(await verified(sound)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^The receipt of request 1 holds: EUR 150\.16 is charged/u),
    });
    expect(await verified(forged)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^The receipt does not hold: .* computes to EUR 20\.13\.\n$/u),
    });
  });
});

/** Bought, approved and charged on PostgreSQL, and asked for in a chat, with a second request that waits. */
async function receiptsFromPostgres(): Promise<[string, string]> {
  await using database = await openTestDatabase();
  const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
  const office = await anOffice({ heads, home: { ...database, accountId: ACME, workspace: 'acme' } });
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);
  await office.checksSeats();
  const asked = await office.types('ada', 'buy 6');
  if (asked.kind !== 'form') throw new Error(asked.kind);
  await office.submits('ada', asked, { agreed: true });
  return [await receiptDocument(office, 1), await receiptDocument(office, 2)];
}

function verified(file: string): Promise<{ readonly code: number; readonly out: string }> {
  const words = [PROGRAM, file, '--key', publicKeyText(aSigningKey('ours'))];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, (_error, out) => {
      resolve({ code: child.exitCode ?? -1, out });
    });
  });
}

type Path = readonly (string | number)[];

function at(value: Json, path: Path): Json {
  let found = value;
  for (const step of path) {
    const next = Array.isArray(found) ? found.at(Number(step)) : object(found)[step];
    if (next === undefined) throw new Error(`There is no ${path.join('.')}`);
    found = next;
  }
  return found;
}

function set(value: Json, path: Path, to: Json): void {
  const parent = at(value, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[Number(last)] = to;
  else object(parent)[last] = to;
}

function remove(value: Json, path: Path): void {
  Reflect.deleteProperty(object(at(value, path.slice(0, -1))), path.at(-1) ?? '');
}

function list(value: Json, path: Path): Json[] {
  const found = at(value, path);
  if (!Array.isArray(found)) throw new Error(`${path.join('.')} is no list`);
  return found;
}

function object(value: Json | undefined): { [name: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('No object');
  return value;
}
