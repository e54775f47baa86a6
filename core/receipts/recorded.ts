import { POLICY_ACTOR } from '../approvals/audit-request.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import type { Acknowledgement } from '../billing/acknowledgement.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { hashOf, quoteHash } from '../billing/quote-hash.ts';
import type { Receipt } from './receipt.ts';

/** What the receipt says and its records do not, or the reverse. */
export type Unrecorded = { readonly kind: 'not-recorded' | 'left-out'; readonly what: string };

/**
 * The signature covers the records alone, so everything else on a receipt must be found in them, and what they tell must be
 * on the receipt. The records hold the hash of each part, so not a letter of it can differ.
 */
export function unrecorded(receipt: Receipt): Unrecorded | undefined {
  const { request, acknowledgements, lines } = receipt;
  const missing =
    (acknowledgements.every((given) => isAgreed(receipt, given)) ? undefined : 'an acknowledgement') ??
    (request.approvals.every((approval) => isDecided(receipt, approval)) ? undefined : 'an approval') ??
    (isApprovedBySomebody(receipt) ? undefined : 'an approval') ??
    (lines.every((line) => isCharged(receipt, line)) ? undefined : 'a charge');
  if (missing !== undefined) return { kind: 'not-recorded', what: missing };
  const left = leftOut(receipt);
  if (left !== undefined) return { kind: 'left-out', what: left };
  return standsAsSaid(receipt) ? undefined : { kind: 'not-recorded', what: 'the request' };
}

/** Opened by whoever is said to have asked, and since its last move as it stands here, with this very quote. */
function standsAsSaid({ records, request, quote }: Receipt): boolean {
  // What is said about a request is recorded with it too, and is no move.
  const moves = records.filter(({ subject, facts }) => subject.id === request.id && 'requestHash' in facts);
  const [opened] = moves;
  const last = moves.at(-1);
  return (
    opened?.kind === 'request.opened' &&
    isBy(opened, request.requestedBy) &&
    opened.at.equals(request.requestedAt) &&
    last?.facts['requestHash'] === hashOf(request) &&
    last.facts['quoteHash'] === quoteHash(quote)
  );
}

function isAgreed({ records, quote }: Receipt, given: Acknowledgement): boolean {
  return (
    given.quoteHash === quoteHash(quote) &&
    ofQuote(records, given.quoteId).some(
      (record) => record.facts['acknowledgementHash'] === hashOf(given) && isBy(record, given.memberId),
    )
  );
}

function isDecided(receipt: Receipt, { by, onBehalfOf, at }: Receipt['request']['approvals'][number]): boolean {
  return approvalsOf(receipt).some(
    (record) => isBy(record, by) && record.facts['onBehalfOf'] === (onBehalfOf ?? null) && record.at.equals(at),
  );
}

/** What no person approved was approved by the policy, once. */
function isApprovedBySomebody(receipt: Receipt): boolean {
  const { approvals, state } = receipt.request;
  const byPolicy = approvedFor(receipt).filter(({ actor }) => actor.kind === 'job' && actor.job === POLICY_ACTOR.job);
  return byPolicy.length === (state === 'approved' && approvals.length === 0 ? 1 : 0);
}

function isCharged({ records, request }: Receipt, line: ChargeLine): boolean {
  const last = chargesOf(records, request.id).findLast(({ subject }) => subject.id === line.id);
  return last?.kind === `charge.${line.state}` && last.facts['chargeHash'] === hashOf(line);
}

function leftOut(receipt: Receipt): string | undefined {
  const { records, request, quote, acknowledgements, lines } = receipt;
  if (ofQuote(records, quote.id).length !== acknowledgements.length) return 'an acknowledgement';
  if (approvalsOf(receipt).length !== request.approvals.length) return 'an approval';
  const charged = new Set(chargesOf(records, request.id).map(({ subject }) => subject.id));
  return charged.size === lines.length ? undefined : 'a charge';
}

function isBy({ actor }: AuditRecord, memberId: string): boolean {
  return actor.kind === 'member' && actor.memberId === memberId;
}

function ofQuote(records: readonly AuditRecord[], id: string): readonly AuditRecord[] {
  return records.filter(({ kind, subject }) => kind === 'charge.acknowledged' && subject.id === id);
}

/** The approvals that people gave; what the policy approves is no voice. */
function approvalsOf(receipt: Receipt): readonly AuditRecord[] {
  return approvedFor(receipt).filter(({ actor }) => actor.kind === 'member');
}

function approvedFor({ records, request, quote }: Receipt): readonly AuditRecord[] {
  return records.filter(
    ({ kind, subject, facts }) =>
      kind === 'request.approved' && subject.id === request.id && facts['quote'] === quote.id,
  );
}

function chargesOf(records: readonly AuditRecord[], request: string): readonly AuditRecord[] {
  return records.filter(({ subject, facts }) => subject.kind === 'charge-line' && facts['request'] === request);
}
