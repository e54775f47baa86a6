import { describe, expect, test } from 'vitest';
import { headOf, startOfChain, type AuditRecord } from '../../../core/audit/audit-record.ts';
import { partOfTime } from '../../../core/audit/part-of-time.ts';
import { accountId, anEntry, append } from './sample-chain.ts';

const APRIL = Temporal.Instant.from('2026-04-01T00:00:00Z');

describe('two spans of time that meet', () => {
  test.each([11, 12, 13, 14, 15, 16, 17, 40])(
    'leave no record between them where clocks disagreed and the log has grown by the second, from %i records',
    async (grown) => {
      // Two machines write around midnight, and the clock of one of them is behind.
      const log = aLog([-9, -8, -7, 1, -6, 2, -5, 3, -4, 4, -3, 5, 6, 7, 8, 9, ...laterOnes(24)]);

      const march = await partOfTime(storeOf(log.slice(0, 10)), accountId, { from: undefined, before: APRIL });
      const april = await partOfTime(storeOf(log.slice(0, grown)), accountId, { from: APRIL, before: undefined });

      expect(april.after.seq).toBe(march.until);
    },
  );
});

function laterOnes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => 10 + index);
}

/** A chain whose records were written so many seconds after the edge. */
function aLog(seconds: readonly number[]): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  for (const after of seconds) {
    const last = records.at(-1);
    const end = last === undefined ? startOfChain(accountId) : headOf(last);
    records.push(append(end, anEntry({ at: APRIL.add({ seconds: after }), personal: [] })));
  }
  return records;
}

function storeOf(log: readonly AuditRecord[]) {
  const last = log.at(-1);
  return {
    lockEnd: async () => (last === undefined ? startOfChain(accountId) : headOf(last)),
    from: async (seq: number, limit: number) => log.filter((record) => record.seq >= seq).slice(0, limit),
  };
}
