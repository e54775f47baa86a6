import { describe, expect, test } from 'vitest';
import { appendRecord } from '../../../core/audit/append-record.ts';
import { headOf, recordHash, startOfChain } from '../../../core/audit/audit-record.ts';
import { createOpenPersonalPart } from '../../../core/audit/personal-part.ts';
import { accountId, ada, adaKey, anEntry, append, entropy, grace, livingKeys } from './sample-chain.ts';

const open = createOpenPersonalPart((memberId) => livingKeys.get(memberId));
const first = append(startOfChain(accountId), anEntry());

describe('an appended record', () => {
  test('starts the chain, and the next one joins it', () => {
    const second = append(headOf(first), anEntry());

    expect(first).toMatchObject({ accountId, seq: 1, previousHash: '0'.repeat(64) });
    expect(second).toMatchObject({ accountId, seq: 2, previousHash: first.hash });
  });

  test('has for ever the hash that it was written with', () => {
    expect(recordHash({ ...first, personal: [] })).toBe(
      '7dd7f4f365742be6628717743380873e92ce0b3f1033dc5be93e577eabd6d03d',
    );
  });

  test('keeps its facts in clear, big amounts as text', () => {
    expect(first.facts).toEqual({ seats: 5, dueMinor: '12345', currency: 'EUR', isFirst: true, note: null });
  });

  test('shows nothing personal', () => {
    expect(JSON.stringify(first)).not.toContain('example.com');
  });

  test('gives the personal values back to the living key', () => {
    const part = first.personal[0];

    const opening = part && open(part, { accountId, seq: 1, index: 0 });

    expect(opening).toEqual({ kind: 'opened', values: { address: 'ada@example.com' } });
  });

  test('has another digest each time, so that equal values cannot be recognised', () => {
    const again = append(startOfChain(accountId), anEntry());

    expect(again.personal[0]?.digest).not.toBe(first.personal[0]?.digest);
    expect(again.hash).not.toBe(first.hash);
  });

  test('keeps time no finer than storage does', () => {
    const at = Temporal.Instant.from('2026-03-01T09:00:00.123999999Z');

    const record = append(startOfChain(accountId), anEntry({ at }));

    expect(record.at.toString()).toBe('2026-03-01T09:00:00.123Z');
  });

  test('keeps several people’s values apart, each under its own key', () => {
    const record = append(
      startOfChain(accountId),
      anEntry({ personal: [ada, grace].map((memberId) => ({ memberId, values: { name: 'x' } })) }),
    );
    const [ofAda, ofGrace] = record.personal;
    if (ofAda === undefined || ofGrace === undefined) throw new Error('Two parts were appended');

    const swapped = { ...ofAda, sealed: ofGrace.sealed };

    expect(ofAda.keyId).not.toBe(ofGrace.keyId);
    expect(open(swapped, { accountId, seq: 1, index: 0 })).toEqual({ kind: 'altered' });
    expect(open(ofAda, { accountId, seq: 1, index: 1 })).toEqual({ kind: 'altered' });
    expect(open(ofAda, { accountId, seq: 2, index: 0 })).toEqual({ kind: 'altered' });
  });
});

test('nothing more is written about a person whose key is gone', () => {
  const refused = appendRecord(
    { entropy, personKeys: new Map([[ada, adaKey]]) },
    startOfChain(accountId),
    anEntry({ personal: [{ memberId: grace, values: { name: 'Grace' } }] }),
  );

  expect(refused).toEqual({ ok: false, error: { kind: 'no-person-key', memberId: grace } });
});
