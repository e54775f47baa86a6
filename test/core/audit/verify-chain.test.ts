import { describe, expect, test } from 'vitest';
import { headOf, startOfChain, type AuditRecord } from '../../../core/audit/audit-record.ts';
import { createOpenPersonalPart, sealPersonalPart } from '../../../core/audit/personal-part.ts';
import { verifyChain, type VerifyOptions } from '../../../core/audit/verify-chain.ts';
import {
  accountId,
  ada,
  adaKey,
  aChain,
  anEntry,
  append,
  entropy,
  grace,
  graceKey,
  livingKeys,
  otherAccountId,
  rehashed,
  resealedFrom,
} from './sample-chain.ts';

const LENGTH = 7;
const chain = aChain(LENGTH);
const everySeq = chain.map(({ seq }) => seq);
const openPersonalPart = createOpenPersonalPart((memberId) => livingKeys.get(memberId));

describe('a chain as it was written', () => {
  test('verifies, with its length and head', () => {
    const verified = verifyChain(chain, { accountId, openPersonalPart, expectedHead: headAt(7), anchors: [headAt(3)] });

    expect(verified).toEqual({ ok: true, value: { records: 7, head: headAt(7), erasedParts: [] } });
  });

  test('verifies while it is empty', () => {
    const verified = verifyChain([], { accountId, expectedHead: startOfChain(accountId) });

    expect(verified).toEqual({ ok: true, value: { records: 0, head: undefined, erasedParts: [] } });
  });

  test('verifies without anybody’s keys', () => {
    expect(verifyChain(chain, { accountId })).toMatchObject({ ok: true });
  });
});

describe('erasure', () => {
  test('of a person’s key leaves the chain sound and names the parts that are gone', () => {
    const open = createOpenPersonalPart((memberId) => (memberId === ada ? undefined : graceKey));

    const verified = verifyChain(chain, { accountId, openPersonalPart: open, expectedHead: headAt(7) });

    const erasedParts = everySeq.map((seq) => ({ seq, memberId: ada }));
    expect(verified).toEqual({ ok: true, value: { records: 7, head: headAt(7), erasedParts } });
  });

  test('may take the sealed texts too', () => {
    const open = createOpenPersonalPart((memberId) => (memberId === grace ? undefined : livingKeys.get(ada)));
    const blanked = chain.map((record) => ({
      ...record,
      personal: record.personal.map((part) => (part.memberId === grace ? { ...part, sealed: '' } : part)),
    }));

    const verified = verifyChain(blanked, { accountId, openPersonalPart: open, expectedHead: headAt(7) });

    expect(verified).toMatchObject({
      ok: true,
      value: { erasedParts: [3, 6].map((seq) => ({ seq, memberId: grace })) },
    });
  });

  test('is not undone by a new key of the same member', () => {
    const open = createOpenPersonalPart(() => graceKey);

    const verified = verifyChain(chain.slice(0, 1), { accountId, openPersonalPart: open });

    expect(verified).toMatchObject({ ok: true, value: { erasedParts: [{ seq: 1, memberId: ada }] } });
  });
});

describe.each(everySeq)('at record %i', (seq) => {
  test.each<[string, (record: AuditRecord) => AuditRecord]>([
    ['a fact', (record) => ({ ...record, facts: { ...record.facts, seats: 99 } })],
    ['an added fact', (record) => ({ ...record, facts: { ...record.facts, extra: 1 } })],
    ['the kind', (record) => ({ ...record, kind: 'request.rejected' })],
    ['the moment', (record) => ({ ...record, at: record.at.add({ nanoseconds: 1 }) })],
    ['the actor', (record) => ({ ...record, actor: { kind: 'member', memberId: ada } })],
    ['the subject', (record) => ({ ...record, subject: { ...record.subject, id: 'r-2' } })],
    ['a digest', (record) => withPart(record, { digest: 'f'.repeat(64) })],
    ['whose a personal part is', (record) => withPart(record, { memberId: grace })],
    ['the key of a personal part', (record) => withPart(record, { keyId: '0'.repeat(16) })],
    ['a dropped personal part', (record) => ({ ...record, personal: record.personal.slice(1) })],
    ['the link', (record) => ({ ...record, previousHash: 'f'.repeat(64) })],
    ['the hash', (record) => ({ ...record, hash: 'f'.repeat(64) })],
    ['the account', (record) => ({ ...record, accountId: otherAccountId })],
  ])('%s that was edited is found', (_what, edit) => {
    expect(broken(replaced(seq, edit))).toEqual({ kind: 'edited', seq });
  });

  test('a personal text that was replaced is found while its key lives', () => {
    const other = chain[seq % LENGTH];
    const records = replaced(seq, (record) => withPart(record, { sealed: other?.personal[0]?.sealed ?? '' }));

    expect(broken(records, { openPersonalPart })).toEqual({ kind: 'edited', seq });
  });

  test('a personal text sealed anew with other values is found while its key lives', () => {
    const entry = { memberId: ada, values: { address: 'ida@example.com' } };
    const { sealed } = sealPersonalPart({ entropy }, adaKey, entry, { accountId, seq, index: 0 });
    const records = replaced(seq, (record) => withPart(record, { sealed }));

    expect(broken(records, { openPersonalPart })).toEqual({ kind: 'edited', seq });
  });

  test('a number that was edited is found, also with a fresh hash', () => {
    const renumber = (record: AuditRecord) => ({ ...record, seq: seq + 10 });

    expect(broken(replaced(seq, renumber))).toEqual({ kind: 'edited', seq });
    expect(broken(replaced(seq, (record) => rehashed(renumber(record))))).toEqual({ kind: 'edited', seq });
  });

  test('an edit with a fresh hash is found by the next record, or by the head at the end', () => {
    const records = replaced(seq, (record) => rehashed({ ...record, facts: { seats: 99 } }));

    const found = broken(records, { expectedHead: headAt(LENGTH) });

    expect(found).toEqual(seq < LENGTH ? { kind: 'edited', seq } : { kind: 'wrong-head', seq, trustedUntil: 0 });
  });

  test('an edit with everything after it made consistent is found by the anchors', () => {
    const edited = replaced(seq, (record) => ({ ...record, facts: { seats: 99 } }));
    const anchors = everySeq.map(headAt);

    const found = broken(resealedFrom(edited, seq - 1), { anchors });

    expect(found).toEqual({ kind: 'wrong-head', seq, trustedUntil: seq - 1 });
  });

  test('a deletion is found', () => {
    const found = broken(chain.toSpliced(seq - 1, 1), { expectedHead: headAt(LENGTH) });

    expect(found).toEqual({ kind: seq < LENGTH ? 'missing' : 'truncated', seq });
  });

  test('a deletion with the later numbers closed up is found', () => {
    const found = broken(renumbered(chain.toSpliced(seq - 1, 1)), { expectedHead: headAt(LENGTH) });

    expect(found).toEqual({ kind: seq < LENGTH ? 'missing' : 'truncated', seq });
  });

  test('everything cut off from here is found by the head', () => {
    const found = broken(chain.slice(0, seq - 1), { expectedHead: headAt(LENGTH) });

    expect(found).toEqual({ kind: 'truncated', seq });
  });

  test('a forged record that joins well, put before it, is found', () => {
    const found = broken(chain.toSpliced(seq - 1, 0, forgedAt(seq)), { expectedHead: headAt(LENGTH) });

    expect(found).toEqual({ kind: 'inserted', seq });
  });

  test('a forged record is found when the later ones are renumbered', () => {
    const records = renumbered(chain.toSpliced(seq - 1, 0, forgedAt(seq)));

    expect(broken(records, { expectedHead: headAt(LENGTH) })).toEqual({ kind: 'inserted', seq });
  });

  test('a forged record that joins badly, put before it, is found', () => {
    const forged = rehashed({ ...forgedAt(seq), previousHash: 'e'.repeat(64) });

    expect(broken(chain.toSpliced(seq - 1, 0, forged))).toEqual({ kind: 'inserted', seq });
    expect(broken([...chain, forged])).toEqual({ kind: 'inserted', seq: LENGTH + 1 });
  });

  test('its own copy behind it is found', () => {
    expect(broken(chain.toSpliced(seq, 0, ...chain.slice(seq - 1, seq)))).toEqual({ kind: 'inserted', seq: seq + 1 });
  });

  test('a record of another account put before it is found', () => {
    const foreign = aChain(seq, otherAccountId).slice(-1);

    expect(broken(chain.toSpliced(seq - 1, 0, ...foreign))).toEqual({ kind: 'inserted', seq });
  });
});

describe.each(everySeq.slice(0, -1))('before the last, at record %i', (seq) => {
  test('a later record moved here is found', () => {
    const last = chain.slice(-1);

    const found = broken(chain.slice(0, -1).toSpliced(seq - 1, 0, ...last));

    expect(found).toEqual({ kind: 'reordered', seq });
  });

  test('its swap with the next is found, also with their numbers swapped', () => {
    const swapped = chain.toSpliced(seq - 1, 2, ...chain.slice(seq - 1, seq + 1).toReversed());

    expect(broken(swapped)).toEqual({ kind: 'reordered', seq });
    expect(broken(renumbered(swapped))).toEqual({ kind: 'reordered', seq });
  });
});

describe('heads from elsewhere', () => {
  test('a record behind the expected head is found', () => {
    expect(broken(chain, { expectedHead: headAt(5) })).toEqual({ kind: 'inserted', seq: 6 });
  });

  test('a chain shorter than an anchor was cut off', () => {
    expect(broken(chain.slice(0, 4), { anchors: [headAt(2), headAt(6)] })).toEqual({ kind: 'truncated', seq: 5 });
  });

  test('a rewrite lies between the last anchor that fits and the first that does not', () => {
    const edited = replaced(4, (record) => ({ ...record, facts: { seats: 99 } }));

    const found = broken(resealedFrom(edited, 3), { anchors: [headAt(6), headAt(2)] });

    expect(found).toEqual({ kind: 'wrong-head', seq: 6, trustedUntil: 2 });
  });

  test('the head of another account fits nothing', () => {
    const expectedHead = { ...headAt(LENGTH), accountId: otherAccountId };

    expect(broken(chain, { expectedHead })).toEqual({ kind: 'wrong-head', seq: LENGTH, trustedUntil: 0 });
  });

  test('a chain of another account is not this account’s chain', () => {
    expect(broken(aChain(2, otherAccountId))).toEqual({ kind: 'inserted', seq: 1 });
  });
});

function broken(records: readonly AuditRecord[], options: Partial<VerifyOptions> = {}) {
  const verified = verifyChain(records, { accountId, ...options });
  return verified.ok ? 'verified' : verified.error;
}

function headAt(seq: number) {
  const record = chain[seq - 1];
  if (record === undefined) throw new RangeError(`No record ${seq}`);
  return headOf(record);
}

function replaced(seq: number, edit: (record: AuditRecord) => AuditRecord): readonly AuditRecord[] {
  return chain.map((record) => (record.seq === seq ? edit(record) : record));
}

function withPart(record: AuditRecord, changes: Partial<AuditRecord['personal'][number]>): AuditRecord {
  return { ...record, personal: record.personal.map((part, index) => (index === 0 ? { ...part, ...changes } : part)) };
}

function forgedAt(seq: number): AuditRecord {
  return append(seq === 1 ? startOfChain(accountId) : headAt(seq - 1), anEntry({ facts: { seats: 99 } }));
}

function renumbered(records: readonly AuditRecord[]): readonly AuditRecord[] {
  return records.map((record, index) => ({ ...record, seq: index + 1 }));
}
