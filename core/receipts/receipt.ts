import type { RequestStanding } from '../approvals/audit-request.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import type { Acknowledgement } from '../billing/acknowledgement.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Quote } from '../billing/quote.ts';
import type { Id } from '../ids.ts';
import type { VouchedList } from './vouched-list.ts';

/**
 * Everything by which an outsider can recompute what was charged and see that it was agreed to: the inputs, the sentences,
 * the decisions, the lines, and what the audit log recorded about them. It names people by their ids alone, tells of
 * nothing but this request, and is the same whenever it is asked for, until something more is recorded about it.
 */
export type Receipt = {
  readonly accountId: Id<'account'>;
  readonly request: RequestStanding;
  readonly quote: Quote;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly lines: readonly ChargeLine[];
  /** Every record about this request, in the order of the log; `previousHash` leads to records that are not shown. */
  readonly records: readonly AuditRecord[];
  /** Undefined where the installation has no signing key. */
  readonly vouched: VouchedList | undefined;
};

/** By what the records of a request are found in the log, here and in an export of it. */
export function aboutOf({ id, quoteId }: { readonly id: string; readonly quoteId: string }): readonly string[] {
  return [id, quoteId];
}
