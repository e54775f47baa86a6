import type { Id } from '../ids.ts';
import { startOfChain, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { AuditStore } from './audit-store.ts';

/** From the first moment on and before the second; without one, from the start or to the end. */
export type Span = { readonly from: Temporal.Instant | undefined; readonly before: Temporal.Instant | undefined };

export type PartOfChain = { readonly after: ChainEnd; readonly until: number; readonly isWhole: boolean };

/**
 * The records of a span of time, without reading the others. They stand in the order in which they were written, so where a
 * clock was set back a record may stand on the other side of an edge; none is lost between two spans that meet.
 */
export async function partOfTime(
  audit: AuditStore,
  accountId: Id<'account'>,
  { from, before }: Span,
): Promise<PartOfChain> {
  const { seq: end } = await audit.lockEnd();
  const first = from === undefined ? 1 : await firstSince(audit, end, from);
  const until = before === undefined ? end : (await firstSince(audit, end, before)) - 1;
  const last = first === 1 ? undefined : await at(audit, first - 1);
  const after = last === undefined ? startOfChain(accountId) : { accountId, seq: last.seq, hash: last.hash };
  return { after, until, isWhole: first === 1 && until === end };
}

/** One after the end when all are older. */
async function firstSince(audit: AuditStore, end: number, moment: Temporal.Instant): Promise<number> {
  let [low, high] = [1, end + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = await at(audit, middle);
    if (Temporal.Instant.compare(record.at, moment) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function at({ from }: AuditStore, seq: number): Promise<AuditRecord> {
  const [record] = await from(seq, 1);
  if (record === undefined) throw new Error(`The chain goes on beyond ${seq}, where there is no record`);
  return record;
}
