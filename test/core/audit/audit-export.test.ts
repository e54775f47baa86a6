import { describe, expect, test } from 'vitest';
import { exportChain, parseExport } from '../../../core/audit/audit-export.ts';
import { headOf, startOfChain } from '../../../core/audit/audit-record.ts';
import { signHead, signingKey } from '../../../core/audit/head-signature.ts';
import { createOpenPersonalPart } from '../../../core/audit/personal-part.ts';
import { verifyChain } from '../../../core/audit/verify-chain.ts';
import { secretBytes } from '../../../core/secrets/secret-bytes.ts';
import { accountId, aChain, anEntry, append, entropy, livingKeys } from './sample-chain.ts';

const records = aChain(4);
const signer = signingKey(secretBytes(entropy.bytes(32)));
const heads = records.slice(-1).map((record) => signHead(signer, headOf(record)));
const text = exportChain({ accountId, records, heads });
const lines = text.trimEnd().split('\n');

describe('an exported chain', () => {
  test('reads back as it was', () => {
    expect(parseExport(text)).toEqual({ ok: true, value: { accountId, records, heads } });
  });

  test('is one line for the header, each record and each head', () => {
    expect(lines.map((line) => JSON.parse(line).line)).toEqual(['header', ...records.map(() => 'record'), 'head']);
  });

  test('verifies from the file alone', () => {
    const file = parsed(text);
    const openPersonalPart = createOpenPersonalPart((memberId) => livingKeys.get(memberId));

    const verified = verifyChain(file.records, {
      accountId,
      openPersonalPart,
      anchors: file.heads.map(({ head }) => head),
    });

    expect(verified).toMatchObject({ ok: true, value: { records: 4 } });
  });

  test('shows where somebody changed the file', () => {
    const file = parsed(lines.with(2, (lines[2] ?? '').replace('"seats":2', '"seats":3')).join('\n'));

    expect(verifyChain(file.records, { accountId })).toEqual({ ok: false, error: { kind: 'edited', seq: 2 } });
  });

  test('reads back whatever kind could be appended', () => {
    const odd = [append(startOfChain(accountId), anEntry({ kind: 'Step2.v1_done' }))];

    expect(parsed(exportChain({ accountId, records: odd, heads: [] })).records).toEqual(odd);
  });

  test('of an empty chain is a header', () => {
    const empty = exportChain({ accountId, records: [], heads: [] });

    expect(parseExport(empty)).toEqual({ ok: true, value: { accountId, records: [], heads: [] } });
  });
});

describe('a file that is no export', () => {
  test.each([
    ['no JSON', [...lines.slice(0, 2), '{"line":']],
    ['an unknown field', lines.with(2, (lines[2] ?? '').replace('"seq":', '"note":"x","seq":'))],
    ['a moment that is none', lines.with(2, (lines[2] ?? '').replace('2026-03-01', '2026-02-30'))],
    ['a second header', lines.with(2, lines[0] ?? '')],
    ['a blank line', lines.with(2, '')],
  ])('is refused with its line: %s', (_what, changed) => {
    expect(parseExport(changed.join('\n'))).toMatchObject({
      ok: false,
      error: { kind: 'unreadable-line', line: 3 },
    });
  });

  test('is refused without its header', () => {
    expect(parseExport(lines.slice(1).join('\n'))).toEqual({ ok: false, error: { kind: 'no-header' } });
  });

  test('of another format is refused', () => {
    const newer = text.replace('usher-audit/1', 'usher-audit/2');

    expect(parseExport(newer)).toMatchObject({ ok: false, error: { kind: 'unreadable-line', line: 1 } });
  });
});

function parsed(source: string) {
  const file = parseExport(source);
  if (!file.ok) throw new Error(`The export did not parse: ${JSON.stringify(file.error)}`);
  return file.value;
}
