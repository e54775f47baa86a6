import { describe, expect, test } from 'vitest';
import { headOf, startOfChain, type AuditRecord, type ChainEnd } from '../../../core/audit/audit-record.ts';
import { SEALED_EVERY } from '../../../core/audit/head-anchors.ts';
import { signHead } from '../../../core/audit/head-signature.ts';
import { breakAmong } from '../../../core/receipts/hold-records.ts';
import { createFakeHeadFile } from '../../fakes/fake-head-file.ts';
import { accountId, anEntry, append, resealedFrom } from '../audit/sample-chain.ts';
import { aSigningKey } from '../audit/signing-keys.ts';

const LONG = 6000;
const chain = aPlainChain();

/** So far apart that no stretch of the log holds two of them. */
const EVERYWHERE = Array.from({ length: LONG / SEALED_EVERY }, (_, index) => index * SEALED_EVERY + 1);

describe('records of one request', () => {
  test('hold where the log holds what was sealed', async () => {
    const { broken } = await held(chain, { own: [3, 4, 700], sealed: [500, 1000, LONG] });

    expect(broken).toBeUndefined();
  });

  test('are held up to the next sealed head, and no further', async () => {
    const { read } = await held(chain, { own: [498, 499], sealed: [500, 1000, LONG] });

    expect(read).toBe(3);
  });

  test('never cost more than a bounded part of the log, however many they are', async () => {
    const { read } = await held(chain, { own: EVERYWHERE, sealed: [] });

    expect(read).toBe(10 * SEALED_EVERY);
  });

  test('are found where somebody wrote the log anew from them on, with every hash made to fit', async () => {
    const forged = resealedFrom(
      chain.map((record) => (record.seq === 20 ? { ...record, facts: { seats: 99 } } : record)),
      19,
    );

    const { broken } = await held(forged, { own: [20], sealed: [500] });

    expect(broken).toMatchObject({ kind: 'wrong-head', seq: 500 });
  });

  test('are found where somebody wrote anew what was sealed before them', async () => {
    const forged = resealedFrom(
      chain.map((record) => (record.seq === 5 ? { ...record, facts: { seats: 99 } } : record)),
      4,
    );

    const { broken } = await held(forged, { own: [1100], sealed: [500] });

    expect(broken).toMatchObject({ kind: 'wrong-head', seq: 500 });
  });

  test('are found where the log no longer joins behind them', async () => {
    const forged = chain.map((record) => (record.seq === 22 ? { ...record, facts: { seats: 99 } } : record));

    const { broken } = await held(forged, { own: [20], sealed: [] });

    expect(broken).toEqual({ kind: 'edited', seq: 22 });
  });

  test('are held by their own hash where the bound is reached', async () => {
    const edited = chain.map((record) => (record.seq === LONG ? { ...record, facts: { seats: 99 } } : record));

    const { broken } = await held(edited, { own: [...EVERYWHERE, LONG], sealed: [] });

    expect(broken).toEqual({ kind: 'edited', seq: LONG });
  });
});

function aPlainChain(): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  let end: ChainEnd = startOfChain(accountId);
  for (let seq = 1; seq <= LONG; seq += 1) {
    const record = append(end, anEntry({ facts: { seats: seq }, personal: [] }));
    records.push(record);
    end = headOf(record);
  }
  return records;
}

type Held = { readonly own: readonly number[]; readonly sealed: readonly number[] };

/** Heads are those of the genuine chain; the records are read from the log as it stands. */
async function held(log: readonly AuditRecord[], { own, sealed }: Held) {
  const file = createFakeHeadFile();
  const key = aSigningKey('ours');
  for (const seq of sealed) await file.append(accountId, signHead(key, headOf(at(chain, seq))));
  let read = 0;
  const from = async (seq: number, limit: number): Promise<readonly AuditRecord[]> => {
    const page = log.slice(seq - 1, seq - 1 + limit);
    read += page.length;
    return page;
  };
  const records = own.map((seq) => at(log, seq));
  const broken = await breakAmong(
    { heads: { keys: [key], file } },
    { audit: { ...NO_STORE, from } },
    accountId,
    records,
  );
  return { broken, read };
}

const NO_STORE = { lockEnd: refuse, insert: refuse, about: refuse };

async function refuse(): Promise<never> {
  throw new Error('Nothing but reading in order is needed');
}

function at(records: readonly AuditRecord[], seq: number): AuditRecord {
  const record = records[seq - 1];
  if (record === undefined) throw new Error(`There is no record ${seq}`);
  return record;
}
