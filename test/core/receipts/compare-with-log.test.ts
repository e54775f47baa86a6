import { describe, expect, test } from 'vitest';
import { compareWithLog, comparisonReport } from '../../../core/receipts/compare-with-log.ts';
import { parseReceipt } from '../../../core/receipts/receipt-json.ts';
import type { Receipt } from '../../../core/receipts/receipt.ts';
import { ACME } from '../../builders/ids.ts';
import { createFakeHeadFile } from '../../fakes/fake-head-file.ts';
import { anOffice, askedFor } from '../../flows/office.ts';
import { receiptDocument } from '../../flows/receipt-document.ts';
import { otherAccountId } from '../audit/sample-chain.ts';
import { aSigningKey } from '../audit/signing-keys.ts';

describe('a receipt held against an export of the log', () => {
  test('holds every record that the log has about its request', async () => {
    const { receipt, log } = await both();

    expect(comparisonReport(compareWithLog(receipt, log))).toBe(
      'The receipt holds every record of this log about its request.',
    );
  });

  test('that was given out before something more was recorded holds, and says so', async () => {
    const { receipt, log } = await both();
    const earlier = { ...receipt, records: receipt.records.slice(0, -1) };

    expect(comparisonReport(compareWithLog(earlier, log))).toContain('the log had then; it has 1 more since');
  });

  test('is found to leave out what it should hold: not even the key of Usher can vouch that away', async () => {
    const { receipt, log } = await both();
    const short = { ...receipt, records: receipt.records.toSpliced(1, 1) };

    expect(compareWithLog(short, log)).toEqual({
      ok: false,
      error: { kind: 'not-on-receipt', seq: receipt.records[1]?.seq },
    });
  });

  test('is found to hold what the log does not', async () => {
    const { receipt, log } = await both();
    const [first] = receipt.records;
    const records = log.records.map((one) => (one.seq === first?.seq ? { ...one, hash: 'f'.repeat(64) } : one));

    expect(compareWithLog(receipt, { ...log, records })).toEqual({
      ok: false,
      error: { kind: 'not-in-log', seq: first?.seq },
    });
  });

  test('cannot be held against a part of the log that leaves its records out', async () => {
    const { receipt, log } = await both();
    const [first, second] = receipt.records;
    if (first === undefined || second === undefined) throw new Error('The receipt has no records');
    const after = { seq: first.seq, hash: first.hash };
    const records = log.records.filter(({ seq }) => seq > first.seq);

    const compared = compareWithLog(receipt, { ...log, records, part: { after, until: log.records.length } });

    expect(comparisonReport(compared)).toBe(
      `The log is a part of it without record ${first.seq} of the receipt: compare with a longer part.`,
    );
  });

  test('is said to be held against a part where the log is one: before it nothing was looked at', async () => {
    const { receipt, log } = await both();
    const first = receipt.records[0]?.seq ?? 0;
    const [before] = log.records.filter(({ seq }) => seq === first - 1);
    if (before === undefined) throw new Error('The receipt begins with the log');
    const records = log.records.filter(({ seq }) => seq >= first);
    const part = { after: { seq: before.seq, hash: before.hash }, until: log.records.length };

    const compared = compareWithLog(receipt, { ...log, records, part });

    expect(comparisonReport(compared, part)).toBe(
      `The receipt holds every record of this log about its request. Of records before ${first} nothing is said: this is a part of the log.`,
    );
  });

  test('is told from one of another account', async () => {
    const { receipt, log } = await both();

    expect(compareWithLog(receipt, { ...log, accountId: otherAccountId })).toMatchObject({
      error: { kind: 'another-account' },
    });
  });
});

async function both() {
  const office = await anOffice({ heads: { keys: [aSigningKey('ours')], file: createFakeHeadFile() } });
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);
  await office.checksSeats();
  const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
  return { receipt: read(await receiptDocument(office)), log: { accountId: ACME, records, heads: [] } };
}

function read(text: string): Receipt {
  const parsed = parseReceipt(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}
