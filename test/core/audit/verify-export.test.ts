import { describe, expect, test } from 'vitest';
import { exportChain } from '../../../core/audit/audit-export.ts';
import { headOf, type AuditRecord } from '../../../core/audit/audit-record.ts';
import { exportReport } from '../../../core/audit/export-report.ts';
import { signHead, type SignedHead } from '../../../core/audit/head-signature.ts';
import { signedHeadLine } from '../../../core/audit/signed-head-lines.ts';
import { verifyExport, type ExportEvidence } from '../../../core/audit/verify-export.ts';
import { accountId, aChain, otherAccountId, resealedFrom } from './sample-chain.ts';
import { aSigningKey, publicKeyOf } from './signing-keys.ts';

const genuine = aChain(8);

describe('an export held against what was sealed', () => {
  test('is sound with the heads of the file, those inside and those of the channel', () => {
    const verified = verifyExport({
      exported: exportChain({ accountId, records: genuine, heads: [sealed(2)] }),
      keys: [publicKeyOf('ours')],
      heads: fileOf(sealed(5)),
      posted: [{ seq: 8, hash: at(8).hash }],
    });

    expect(verified).toMatchObject({ ok: true, value: { records: 8, anchors: 3 } });
    expect(exportReport(verified)[0]).toBe('The audit log is unbroken: 8 records, held against 3 anchored heads.');
  });

  test('of a log that grew since is sound', () => {
    expect(verifyExport(evidence(genuine, fileOf(sealed(3))))).toMatchObject({ ok: true, value: { anchors: 1 } });
  });

  test('counts a head that two workers kept once', () => {
    expect(verifyExport(evidence(genuine, fileOf(sealed(3), sealed(3))))).toMatchObject({ value: { anchors: 1 } });
  });

  test.each([
    ['edited', genuine.map((one) => (one.seq === 4 ? { ...one, facts: { seats: 99 } } : one)), 4],
    ['missing', genuine.filter(({ seq }) => seq !== 4), 4],
    ['inserted', genuine.toSpliced(3, 0, at(3)), 4],
    ['reordered', genuine.with(3, at(5)).with(4, at(4)), 4],
    ['truncated', genuine.slice(0, 6), 7],
  ])('that was %s is broken, and the record is named', (kind, records, seq) => {
    const verified = verifyExport(evidence(records, fileOf(sealed(8))));

    expect(verified).toEqual({ ok: false, error: { kind: 'broken', at: { kind, seq } } });
    expect(exportReport(verified)[0]).toBe(`The audit log is broken at record ${seq} (${kind}).`);
  });

  test('rewritten to the same length is found between two seals', () => {
    const records = rewrittenFrom(5);

    const verified = verifyExport(evidence(records, fileOf(sealed(2), sealed(6))));

    expect(verified).toEqual({
      ok: false,
      error: { kind: 'broken', at: { kind: 'wrong-head', seq: 6, trustedUntil: 2 } },
    });
    expect(exportReport(verified).at(-1)).toBe('Trusted up to record 2.');
  });

  test('rewritten to the same length is found by a message in the channel alone', () => {
    const posted = [{ seq: 6, hash: at(6).hash }];

    const verified = verifyExport({ ...evidence(rewrittenFrom(5), ''), posted });

    expect(verified).toMatchObject({ error: { kind: 'broken', at: { kind: 'wrong-head', seq: 6 } } });
  });

  test('rewritten together with the heads inside is not vouched for by another key', () => {
    const records = rewrittenFrom(5);
    const forged = signHead(aSigningKey('forger'), headOf(records.at(-1) ?? fail()));

    const verified = verifyExport({
      ...evidence(records, undefined),
      exported: exportChain({ accountId, records, heads: [forged] }),
    });

    expect(verified).toEqual({
      ok: false,
      error: { kind: 'head-refused', head: { seq: 8, reason: 'wrong-signer' } },
    });
  });

  test('is not vouched for by a head of another account', () => {
    const foreign = signHead(aSigningKey('ours'), headOf(aChain(1, otherAccountId)[0] ?? fail()));

    expect(verifyExport(evidence(genuine, fileOf(foreign)))).toEqual({
      ok: false,
      error: { kind: 'head-refused', head: { seq: 1, reason: 'another-account' } },
    });
  });

  test('without any seal says what it cannot show', () => {
    const verified = verifyExport(evidence(rewrittenFrom(5), undefined));

    expect(verified).toMatchObject({ ok: true, value: { anchors: 0 } });
    expect(exportReport(verified).at(-1)).toMatch(/^Without an anchored head nobody can see/u);
  });
});

describe('a part of a log', () => {
  const part = { after: { seq: 2, hash: at(2).hash }, until: 6 };
  const verifyPart = (records: readonly AuditRecord[], changes: Partial<typeof part> = {}) =>
    verifyExport({
      ...evidence([], fileOf(sealed(1), sealed(5), sealed(8))),
      exported: exportChain({ accountId, part: { ...part, ...changes }, records, heads: [] }),
    });

  test('is sound by itself, held against the heads of its own records', () => {
    const verified = verifyPart(genuine.slice(2, 6));

    expect(verified).toMatchObject({ ok: true, value: { records: 4, anchors: 1 } });
    expect(exportReport(verified)).toContain('It is a part of the log: records 3 to 6.');
  });

  test.each([
    ['cut off', genuine.slice(2, 5), {}, { kind: 'truncated', seq: 6 }],
    ['longer than it says', genuine.slice(2, 7), {}, { kind: 'inserted', seq: 7 }],
    ['without its first record', genuine.slice(3, 6), {}, { kind: 'missing', seq: 3 }],
    [
      'behind another record than it says',
      genuine.slice(2, 6),
      { after: { seq: 2, hash: at(1).hash } },
      { kind: 'edited', seq: 2 },
    ],
  ])('that is %s is broken', (_what, records, changes, found) => {
    expect(verifyPart(records, changes)).toMatchObject({ ok: false, error: { kind: 'broken', at: found } });
  });
});

test('a part of a log that was written over is broken where it joins a record that was sealed as another', () => {
  const forged = rewrittenFrom(2);
  const [, before] = forged;
  const part = { after: { seq: 2, hash: before?.hash ?? fail() }, until: 6 };

  const verified = verifyExport({
    ...evidence([], fileOf(sealed(2), sealed(8))),
    exported: exportChain({ accountId, part, records: forged.slice(2, 6), heads: [] }),
  });

  expect(verified).toMatchObject({ error: { kind: 'broken', at: { kind: 'wrong-head', seq: 2, trustedUntil: 0 } } });
});

test.each([
  ['an export', { exported: 'no json' }, 'The export is unreadable at line 1'],
  ['a header', { exported: '' }, 'This is no export'],
  ['heads', { heads: `${fileOf(sealed(1))}{}` }, 'The file of heads is unreadable at line 2'],
])('what is not %s is said to be so', (_what, changes, sentence) => {
  const verified = verifyExport({ ...evidence(genuine, undefined), ...changes });

  expect(verified.ok).toBe(false);
  expect(exportReport(verified)[0]).toContain(sentence);
});

function evidence(records: readonly AuditRecord[], heads: string | undefined): ExportEvidence {
  return {
    exported: exportChain({ accountId, records, heads: [] }),
    keys: [publicKeyOf('ours')],
    heads,
    posted: [],
  };
}

function rewrittenFrom(seq: number): readonly AuditRecord[] {
  return resealedFrom(genuine.with(seq - 1, { ...at(seq), facts: { seats: 0 } }), seq - 1);
}

function at(seq: number): AuditRecord {
  return genuine[seq - 1] ?? fail();
}

function sealed(seq: number): SignedHead {
  return signHead(aSigningKey('ours'), headOf(at(seq)));
}

function fileOf(...heads: readonly SignedHead[]): string {
  return heads.map(signedHeadLine).join('');
}

function fail(): never {
  throw new Error('There is no such record');
}
