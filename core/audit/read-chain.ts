import type { Stores } from '../transaction.ts';
import type { AuditRecord } from './audit-record.ts';

const PAGE = 500;

/** All records of the account's chain, as they stand in the table. */
export async function readChain({ audit }: Pick<Stores, 'audit'>): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  let from = 1;
  while (true) {
    const page = await audit.from(from, PAGE);
    records.push(...page);
    const last = page.at(-1);
    // A number that leads back was tampered with; the chain breaks there, and reading on would never end.
    if (last === undefined || page.length < PAGE || last.seq < from) return records;
    from = last.seq + 1;
  }
}
