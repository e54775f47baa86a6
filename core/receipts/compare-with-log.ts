import type { AuditExport, ExportPart } from '../audit/audit-export.ts';
import { isAbout } from '../audit/is-about.ts';
import { countOf } from '../views/count-text.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { aboutOf, type Receipt } from './receipt.ts';

export type LogMismatch =
  | { readonly kind: 'another-account' }
  /** The log is a part of it that leaves this record of the receipt out. */
  | { readonly kind: 'not-covered'; readonly seq: number }
  /** The receipt holds a record that the log does not hold there. */
  | { readonly kind: 'not-in-log'; readonly seq: number }
  /** The log holds one about this request that the receipt should hold and does not. */
  | { readonly kind: 'not-on-receipt'; readonly seq: number };

/**
 * Holds Usher to what its key vouched for: an export whose chain was verified before has exactly these records about the
 * request. Answers how many more it has since.
 */
export function compareWithLog(receipt: Receipt, log: AuditExport): Result<number, LogMismatch> {
  if (receipt.accountId !== log.accountId) return err({ kind: 'another-account' });
  const { part } = log;
  const beyond = part && receipt.records.find(({ seq }) => seq <= part.after.seq || seq > part.until);
  if (beyond !== undefined) return err({ kind: 'not-covered', seq: beyond.seq });
  const hashes = new Map(log.records.map(({ seq, hash }) => [seq, hash]));
  const absent = receipt.records.find(({ seq, hash }) => hashes.get(seq) !== hash);
  if (absent !== undefined) return err({ kind: 'not-in-log', seq: absent.seq });
  const listed = new Set(receipt.records.map(({ seq }) => seq));
  const last = receipt.records.at(-1)?.seq ?? 0;
  const ids = aboutOf({ id: receipt.request.id, quoteId: receipt.quote.id });
  const others = log.records.filter((record) => !listed.has(record.seq) && isAbout(record, ids));
  const earlier = others.find(({ seq }) => seq < last);
  return earlier === undefined ? ok(others.length) : err({ kind: 'not-on-receipt', seq: earlier.seq });
}

export function comparisonReport(compared: Result<number, LogMismatch>, part?: ExportPart): string {
  if (compared.ok) {
    const held =
      compared.value === 0
        ? 'The receipt holds every record of this log about its request.'
        : `The receipt holds every record about its request that the log had then; it has ${countOf(compared.value, 'more', 'more')} since.`;
    return part === undefined || part.after.seq === 0
      ? held
      : `${held} Of records before ${part.after.seq + 1} nothing is said: this is a part of the log.`;
  }
  switch (compared.error.kind) {
    case 'another-account':
      return 'The receipt is of another account than the log.';
    case 'not-covered':
      return `The log is a part of it without record ${compared.error.seq} of the receipt: compare with a longer part.`;
    case 'not-in-log':
      return `The log does not hold record ${compared.error.seq} as it stands on the receipt.`;
    case 'not-on-receipt':
      return `Record ${compared.error.seq} of the log is about this request and is not on the receipt.`;
    default:
      return unreachable(compared.error);
  }
}
