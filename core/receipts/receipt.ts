import type { RequestStanding } from '../approvals/audit-request.ts';
import type { AuditRecord, ChainEnd } from '../audit/audit-record.ts';
import type { SignedHead } from '../audit/head-signature.ts';
import type { Acknowledgement } from '../billing/acknowledgement.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import type { Quote } from '../billing/quote.ts';
import type { Id } from '../ids.ts';

/**
 * Everything by which an outsider can recompute what was charged and see that it was agreed to: the inputs, the sentences,
 * the decisions, the lines, and the part of the audit log that recorded them. It names people by their ids alone, and is the same whenever it is asked for, until something more is recorded.
 */
export type Receipt = {
  readonly accountId: Id<'account'>;
  readonly request: RequestStanding;
  readonly quote: Quote;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly lines: readonly ChargeLine[];
  readonly chain: ReceiptChain;
};

/** The records from the first about this request to the last, without gaps: a link holds only with what it links to. */
export type ReceiptChain = {
  readonly start: Pick<ChainEnd, 'seq' | 'hash'>;
  readonly records: readonly AuditRecord[];
  /** The end of these records, signed; undefined where the installation has no signing key. */
  readonly head: SignedHead | undefined;
};
