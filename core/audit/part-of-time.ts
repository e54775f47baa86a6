import type { Id } from '../ids.ts';
import { startOfChain, type AuditRecord, type ChainEnd } from './audit-record.ts';
import type { AuditStore } from './audit-store.ts';

/** From the first moment on and before the second; without one, from the start or to the end. */
export type Span = { readonly from: Temporal.Instant | undefined; readonly before: Temporal.Instant | undefined };

type Reading = Pick<AuditStore, 'from' | 'lockEnd'>;

export type PartOfChain = { readonly after: ChainEnd; readonly until: number; readonly isWhole: boolean };

/**
 * The records of a span of time, without reading the others. They stand in the order in which they were written, so where a
 * clock was set back a record may stand on the other side of an edge; none is lost between two spans that meet.
 */
export async function partOfTime(
  audit: Reading,
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

/** So far back a record is looked for that stands before older ones: as many are written while two clocks disagree. */
const DISORDER = 500;

/**
 * The first that is not older; one after the end when all are. What the search meets depends on how long the log is, and
 * around the edge records may stand out of the order of their clocks: the first of these is the same in a longer log.
 */
async function firstSince(audit: Reading, end: number, moment: Temporal.Instant): Promise<number> {
  const met = await search(audit, end, moment);
  const from = Math.max(1, met - DISORDER);
  const before = await audit.from(from, met - from);
  return before.find((record) => Temporal.Instant.compare(record.at, moment) >= 0)?.seq ?? met;
}

async function search(audit: Reading, end: number, moment: Temporal.Instant): Promise<number> {
  let [low, high] = [1, end + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = await at(audit, middle);
    if (Temporal.Instant.compare(record.at, moment) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function at({ from }: Reading, seq: number): Promise<AuditRecord> {
  const [record] = await from(seq, 1);
  if (record === undefined) throw new Error(`The chain goes on beyond ${seq}, where there is no record`);
  return record;
}
