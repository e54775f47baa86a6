import { appendRecord } from '../../../core/audit/append-record.ts';
import {
  headOf,
  recordHash,
  startOfChain,
  type AuditEntry,
  type AuditRecord,
  type ChainEnd,
} from '../../../core/audit/audit-record.ts';
import { idSchema, type Id } from '../../../core/ids.ts';
import { generateKey, type PersonKey } from '../../../core/secrets/key.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

export const entropy = seededEntropy('audit');
export const accountId = idSchema('account').parse('0198a5c0-0000-7000-8000-000000000001');
export const otherAccountId = idSchema('account').parse('0198a5c0-0000-7000-8000-000000000002');
export const ada = idSchema('member').parse('0198a5c0-0000-7000-8000-00000000000a');
export const grace = idSchema('member').parse('0198a5c0-0000-7000-8000-00000000000b');
export const adaKey = generateKey({ entropy }, 'person');
export const graceKey = generateKey({ entropy }, 'person');
export const livingKeys: ReadonlyMap<Id<'member'>, PersonKey> = new Map([
  [ada, adaKey],
  [grace, graceKey],
]);

export function anEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    kind: 'request.approved',
    at: Temporal.Instant.from('2026-03-01T09:00:00.123Z'),
    actor: { kind: 'member', memberId: grace },
    subject: { kind: 'request', id: 'r-1' },
    facts: { seats: 5, dueMinor: 12_345n, currency: 'EUR', isFirst: true, note: null },
    personal: [{ memberId: ada, values: { address: 'ada@example.com' } }],
    ...changes,
  };
}

export function append(end: ChainEnd, entry: AuditEntry): AuditRecord {
  const record = appendRecord({ entropy, personKeys: livingKeys }, end, entry);
  if (!record.ok) throw new Error(`The entry was refused: ${record.error.kind}`);
  return record.value;
}

/** A sound chain; every record tells about Ada, every third about Grace too. */
export function aChain(length: number, account = accountId): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  let end: ChainEnd = startOfChain(account);
  for (let seq = 1; seq <= length; seq += 1) {
    const alsoGrace = seq % 3 === 0 ? [{ memberId: grace, values: { name: 'Grace' } }] : [];
    const personal = [...anEntry().personal, ...alsoGrace];
    const record = append(end, anEntry({ facts: { seats: seq }, personal }));
    records.push(record);
    end = headOf(record);
  }
  return records;
}

export function rehashed(record: AuditRecord): AuditRecord {
  return { ...record, hash: recordHash(record) };
}

/** What somebody with write access and this very code could do: make everything from `position` on consistent again. */
export function resealedFrom(records: readonly AuditRecord[], position: number): readonly AuditRecord[] {
  const resealed: AuditRecord[] = [];
  for (const [index, record] of records.entries()) {
    const previousHash = resealed.at(-1)?.hash ?? startOfChain(accountId).hash;
    resealed.push(index < position ? record : rehashed({ ...record, seq: index + 1, previousHash }));
  }
  return resealed;
}
